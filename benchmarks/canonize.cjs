// The difference of two files in N-Triples after rdf-canonize put each in canonical form.
// Usage: node canonize.cjs NODE_MODULES OLD NEW
'use strict';

const fs = require('fs');
const path = require('path');
const {createRequire} = require('module');

async function main([modules, ...files]) {
  const {canonize, NQuads} = createRequire(path.resolve(modules, 'any.js'))('rdf-canonize');
  const sides = [];
  for(const file of files) {
    const quads = NQuads.parse(fs.readFileSync(file, 'utf8'));
    const text = await canonize(quads, {algorithm: 'RDFC-1.0', maxWorkFactor: Infinity});
    sides.push(new Set(text.split('\n').filter(line => line)));
  }
  const count = (one, two) => [...one].filter(line => !two.has(line)).length;
  console.log(JSON.stringify({removed: count(...sides), added: count(sides[1], sides[0])}));
}

main(process.argv.slice(2));
