// Makes workspace/drafts/static/drafts/codemirror.min.js of what package.json pins: `npm run editor`.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const HERE = "workspace/drafts/codemirror";
const OUT = "workspace/drafts/static/drafts";

const result = await build({
  entryPoints: [`${HERE}/exports.js`],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
});

function packageOf(file) {
  const [first, second] = file.split("node_modules/").pop().split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

const inside = Object.keys(result.metafile.inputs).filter((file) => file.includes("node_modules/"));
const names = [...new Set(inside.map(packageOf))].sort();
const versions = names.map((name) => {
  const { version, license } = JSON.parse(
    readFileSync(`node_modules/${name}/package.json`, "utf8"),
  );
  return { name, version, license };
});

const list = versions.map(({ name, version }) => `${name}@${version}`).join(", ");
const banner = `/* CodeMirror 6, MIT (codemirror.LICENSE.md). Made by \`npm run editor\` of ${list} */\n`;
writeFileSync(`${OUT}/codemirror.min.js`, banner + result.outputFiles[0].text);

const licences = versions.map(({ name, version, license }) => {
  const file = `node_modules/${name}/LICENSE`;
  const text = existsSync(file) ? readFileSync(file, "utf8").trim() : license;
  return `## ${name} ${version}\n\n${text}\n`;
});
const title = "# Licences of what is in codemirror.min.js\n";
writeFileSync(`${OUT}/codemirror.LICENSE.md`, [title, ...licences].join("\n"));
