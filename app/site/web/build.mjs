// Bundles source/ into ../static/built/: what pages load, from this site alone.
import { rmSync } from "node:fs";
import { build } from "esbuild";

const out = new URL("../static/built/", import.meta.url).pathname;
rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["source/site.ts", "source/problem.ts"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked", // the licences travel beside the bundle
});
