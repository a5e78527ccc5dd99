// Prices the cases of the file in a loop, as fast as one thread of Node can.
// node peer.mjs CASES RESULT SECONDS
import { readFileSync, writeFileSync } from 'node:fs'
import { calcPrice } from '@pydantic/genai-prices'

const [casesFile, resultFile, seconds] = process.argv.slice(2)
const RUNS = 5

const cases = JSON.parse(readFileSync(casesFile, 'utf8')).map((c) => ({
  number: c.number,
  model: c.model,
  usage: c.usage,
  options: { providerId: c.provider, timestamp: new Date(c.at) },
}))

// What it makes of each case, once: some models it does not know, some usage it refuses.
const known = []
const answers = []
for (const c of cases) {
  try {
    const result = calcPrice(c.usage, c.model, c.options)
    if (result) {
      known.push(c)
      answers.push({ number: c.number, total: result.total_price, prices: inForce(result.model_price, c.usage) })
    }
  } catch {
    // not among the answers: the caller counts them
  }
}

// The prices per unit of the answer; of those with tiers the one that this much input falls into.
function inForce(modelPrice, usage) {
  const prices = {}
  for (const [key, price] of Object.entries(modelPrice)) {
    if (typeof price === 'number') {
      prices[key] = price
    } else if (price) {
      const reached = price.tiers.filter((tier) => usage.input_tokens > tier.start)
      prices[key] = reached.length ? reached[reached.length - 1].price : price.base
    }
  }
  return prices
}

function pass() {
  let sum = 0
  for (let i = 0; i < known.length; i++) {
    const c = known[i]
    sum += calcPrice(c.usage, c.model, c.options).total_price
  }
  return sum
}

let sum = 0
function run(millis) {
  const began = performance.now()
  let passes = 0
  let now = began
  do {
    sum = pass()
    passes++
    now = performance.now()
  } while (now - began < millis)
  return (passes * known.length) / ((now - began) / 1000)
}

const rates = []
if (known.length > 0) {
  run((seconds * 1000) / 3)
  for (let i = 0; i < RUNS; i++) {
    rates.push(run((seconds * 1000 * 2) / 3 / RUNS))
  }
}
writeFileSync(resultFile, JSON.stringify({ node: process.version, rates, sum, answers }))
