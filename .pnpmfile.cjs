// Scalar's one self-contained file (dist/browser/standalone.js) is all we serve; the 200 packages (100 MB) that its
// component build asks for would only slow every install.
function readPackage(manifest) {
  if (manifest.name === "@scalar/api-reference") manifest.dependencies = {};
  return manifest;
}

module.exports = { hooks: { readPackage } };
