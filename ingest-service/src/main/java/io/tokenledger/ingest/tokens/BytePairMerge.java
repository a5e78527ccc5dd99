package io.tokenledger.ingest.tokens;

import java.util.Arrays;

/**
 * Merges the bytes of a piece into tokens: as long as there is one, the pair of neighbours of the lowest rank becomes
 * one token, the leftmost first among equals. That is byte pair encoding as OpenAI's tiktoken defines it. Short
 * pieces are searched through for each merge; longer ones keep their pairs in a heap, so that n bytes take O(n log n).
 *
 * <p>Holds its arrays for the next piece: one thread, one instance.
 */
final class BytePairMerge {
    private static final int SHORT_BYTES = 64;
    private static final int POSITION_BITS = 32;

    private final RankTable table;
    private int[] bounds = new int[SHORT_BYTES + 2];
    private int[] ranks = new int[SHORT_BYTES + 2];
    private int[] before = {};
    private long[] heap = {};
    private int heapSize;
    private long work;

    BytePairMerge(RankTable table) {
        this.table = table;
    }

    /** Steps taken so far: pairs looked at, and places that a pair moved in the heap. */
    long work() {
        return work;
    }

    /** Where the i-th token of the last piece begins; the end of the piece for i = count. */
    int bound(int i) {
        return bounds[i];
    }

    /** Merges the bytes; returns how many tokens there are, whose bounds are then known. */
    int merge(byte[] bytes, int from, int to) {
        int length = to - from;
        grow(length + 2);
        return length <= SHORT_BYTES ? mergeShort(bytes, from, length) : mergeLong(bytes, from, length);
    }

    private int mergeShort(byte[] bytes, int from, int length) {
        int count = length;
        for (int i = 0; i <= count; i++) {
            bounds[i] = from + i;
        }
        for (int i = 0; i < count; i++) {
            ranks[i] = rankOfPair(bytes, i, count);
        }
        while (count > 1) {
            int best = 0;
            for (int i = 1; i < count - 1; i++) {
                if (ranks[i] < ranks[best]) {
                    best = i;
                }
            }
            work += count;
            if (ranks[best] == RankTable.NONE) {
                break;
            }
            System.arraycopy(bounds, best + 2, bounds, best + 1, count - best - 1);
            System.arraycopy(ranks, best + 1, ranks, best, count - best - 1);
            count--;
            ranks[best] = rankOfPair(bytes, best, count);
            if (best > 0) {
                ranks[best - 1] = rankOfPair(bytes, best - 1, count);
            }
        }
        return count;
    }

    private int rankOfPair(byte[] bytes, int i, int count) {
        work++;
        return i + 2 <= count ? table.rank(bytes, bounds[i], bounds[i + 2]) : RankTable.NONE;
    }

    /** Nodes are the offsets at which a token begins; {@code bounds} holds the next one's, {@code before} the last one's. */
    private int mergeLong(byte[] bytes, int from, int length) {
        int[] next = bounds;
        heapSize = 0;
        for (int i = 0; i < length; i++) {
            next[i] = i + 1;
            before[i] = i - 1;
            ranks[i] = i + 2 <= length ? table.rank(bytes, from + i, from + i + 2) : RankTable.NONE;
            if (ranks[i] != RankTable.NONE) {
                heap[heapSize++] = entry(ranks[i], i);
            }
        }
        work += length;
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            sink(i);
        }
        while (heapSize > 0) {
            long entry = pop();
            int left = (int) entry;
            if (ranks[left] != (int) (entry >>> POSITION_BITS)) {
                continue; // the pair was merged otherwise since
            }
            int right = next[left];
            int after = next[right];
            next[left] = after;
            ranks[right] = RankTable.NONE;
            if (after < length) {
                before[after] = left;
            }
            rerank(bytes, from, length, left);
            if (before[left] >= 0) {
                rerank(bytes, from, length, before[left]);
            }
        }
        return collect(from, length);
    }

    private void rerank(byte[] bytes, int from, int length, int node) {
        int right = bounds[node];
        work++;
        int rank = right < length ? table.rank(bytes, from + node, from + bounds[right]) : RankTable.NONE;
        ranks[node] = rank;
        if (rank != RankTable.NONE) {
            push(entry(rank, node));
        }
    }

    /** Turns the chain of nodes into the list of bounds, in place: a node is never behind its number in the list. */
    private int collect(int from, int length) {
        int count = 0;
        int node = 0;
        while (node < length) {
            int next = bounds[node];
            bounds[count++] = from + node;
            node = next;
        }
        bounds[count] = from + length;
        work += count;
        return count;
    }

    private static long entry(int rank, int node) {
        return (long) rank << POSITION_BITS | node;
    }

    private void push(long entry) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heap.length * 2);
        }
        int i = heapSize++;
        while (i > 0 && heap[(i - 1) / 2] > entry) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
            work++;
        }
        heap[i] = entry;
    }

    private long pop() {
        long top = heap[0];
        heap[0] = heap[--heapSize];
        sink(0);
        return top;
    }

    private void sink(int from) {
        long entry = heap[from];
        int i = from;
        for (int child = 2 * i + 1; child < heapSize; child = 2 * i + 1) {
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= entry) {
                break;
            }
            heap[i] = heap[child];
            i = child;
            work++;
        }
        heap[i] = entry;
    }

    private void grow(int size) {
        if (bounds.length < size) {
            bounds = new int[size];
            ranks = new int[size];
        }
        if (size > SHORT_BYTES + 2 && before.length < size) {
            before = new int[size];
            heap = new long[size];
        }
    }
}
