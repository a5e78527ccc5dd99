package io.tokenledger.ingest.tokens;

/**
 * What an image costs by its size, in whole numbers throughout (OpenAI, images and vision guide). How OpenAI rounds is not
 * published; it is taken from what the API billed.
 */
sealed interface ImageRule {
    /** The side of the square that every image is made to fit. */
    long BOX = 2048;

    /** Tokens of an image of that many pixels. */
    long tokens(long width, long height, ImageDetail detail);

    /** The model takes no images. */
    record None() implements ImageRule {
        @Override
        public long tokens(long width, long height, ImageDetail detail) {
            return 0;
        }
    }

    /** A base, and more for each tile of 512 pixels after the short side was made 768; at low detail the base alone. */
    record Tiles(long base, long each) implements ImageRule {
        private static final long SHORT_SIDE = 768;
        private static final long TILE = 512;

        @Override
        public long tokens(long width, long height, ImageDetail detail) {
            if (detail == ImageDetail.LOW) {
                return base;
            }
            Size boxed = Size.inBox(width, height);
            long shortSide = Math.min(boxed.width(), boxed.height());
            Size shrunk = shortSide <= SHORT_SIDE ? boxed : boxed.scaled(SHORT_SIDE, shortSide);
            return base + each * Math.ceilDiv(shrunk.width(), TILE) * Math.ceilDiv(shrunk.height(), TILE);
        }
    }

    /**
     * Patches of 32 pixels, not more than the budget, by a multiplier.
     *
     * @param hundredths the multiplier in hundredths; what they make is rounded half up
     */
    record Patches(long hundredths, long budget, long budgetAtHigh) implements ImageRule {
        private static final long PATCH = 32;

        @Override
        public long tokens(long width, long height, ImageDetail detail) {
            long most = detail == ImageDetail.HIGH ? budgetAtHigh : budget;
            return (patches(Size.inBox(width, height), most) * hundredths + 50) / 100;
        }

        /**
         * Over the budget, the image is shrunk to as many patches as there may be, then to a whole number of them in width
         * or height. {@code floor(w·sqrt(32²·budget/(w·h))/32)} is the whole root of {@code w·budget/h}.
         */
        private static long patches(Size size, long budget) {
            long width = size.width();
            long height = size.height();
            long patches = Math.ceilDiv(width, PATCH) * Math.ceilDiv(height, PATCH);
            if (patches <= budget) {
                return patches;
            }
            long columns = Math.max(1, wholeRoot(width * budget / height));
            long rows = Math.max(1, wholeRoot(height * budget / width));
            long shrunk = columns * height <= rows * width
                    ? columns * Math.ceilDiv(height * columns, width)
                    : rows * Math.ceilDiv(width * rows, height);
            return Math.min(shrunk, budget);
        }

        private static long wholeRoot(long number) {
            long root = 0;
            while ((root + 1) * (root + 1) <= number) {
                root++;
            }
            return root;
        }
    }

    /** The rule of a field of the families' table. */
    static ImageRule parse(String field) {
        String[] parts = field.split(":", -1);
        return switch (parts[0]) {
            case "none" -> new None();
            case "tiles" -> new Tiles(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            case "patches" -> new Patches(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            default -> throw new IllegalArgumentException("unknown image rule '" + field + "'");
        };
    }

    /** Width and height in pixels, 1 or more. */
    record Size(long width, long height) {
        /** The size within the box, in the same proportion. */
        static Size inBox(long width, long height) {
            Size size = new Size(width, height);
            long longSide = Math.max(width, height);
            return longSide <= BOX ? size : size.scaled(BOX, longSide);
        }

        /** Both sides by {@code to/from}, rounded half up: of 2049 × 513 the API billed two rows of tiles, of 2050 × 513 one. */
        Size scaled(long to, long from) {
            return new Size(scaled(width, to, from), scaled(height, to, from));
        }

        private static long scaled(long side, long to, long from) {
            return Math.max(1, (2 * side * to + from) / (2 * from));
        }
    }
}
