// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The image that has kubectl and helm. No engine for containers runs in a test: what the image
/// comes to is a folder with its files, in which a user without a name starts rolefit.
struct ToolsImageTests {
  private static let tools = [
    "helm": Repository.path(".tools/helm3/helm"),
    "kubectl": Repository.path(".tools/kubectl/kubectl"),
  ]
  private static let mayRun =
    geteuid() == 0 && tools.values.allSatisfy { FileManager.default.fileExists(atPath: $0) }
    && (try? Program.run("unshare", ["--mount", "true"], limit: 1 << 10))?.status == 0
    && (try? Program.run(
      "/bin/sh", ["-c", "! ldd \"$0\" >/dev/null 2>&1", RolefitBinary.path], limit: 1 << 10))?
      .status == 0

  @Test(
    .enabled(
      if: mayRun, "needs root that may mount, helm, kubectl, and scripts/test's static binary"),
    arguments: [
      ["verify", "--chart", "/work/chart", "--actions", "scale:deployment"],
      ["lint", "-k", "/work/kustomize"],
    ])
  func itRunsHelmAndKubectl(command: [String]) throws {
    let stage = try #require(DockerfileStage.all().first { $0.name == "tools" })
    let image = try TemporaryDirectory()
    var files: [(from: String, to: String)] = []
    for copy in stage.instructions where copy.first == "COPY" {
      let words = copy.dropFirst().filter { !$0.hasPrefix("--") }
      for source in words.dropLast() {
        let name = String(source.split(separator: "/").last ?? "")
        let target = words[words.endIndex - 1]
        let path = target.hasSuffix("/") ? target + name : target
        let file = name == "rolefit" ? RolefitBinary.path : Self.tools[name]
        files += file.map { [($0, path)] } ?? []
      }
    }
    #expect(
      files.map(\.to).sorted() == ["helm", "kubectl", "rolefit"].map { "/usr/local/bin/\($0)" })
    let environment = stage.instructions.filter { $0.first == "ENV" }.map { $0[1] }
    let user = try #require(stage.instructions.first { $0.first == "USER" })[1]
    try image.write(SampleRole.complete, to: "work/kustomize/role.yaml")
    try image.write("resources: [role.yaml]\n", to: "work/kustomize/kustomization.yaml")
    let copies = files.map { "cp '\($0.from)' \"$0\($0.to)\"" }.joined(separator: " && ")
    let prepare = """
      mkdir -p "$0/usr/local/bin" "$0/proc" "$0/tmp" && chmod 1777 "$0/tmp" && \(copies) \
        && cp -R '\(Repository.path("examples/chart"))' "$0/work/chart" && chmod -R a+rX "$0" \
        && mount --bind /proc "$0/proc" \
        && exec env -i PATH=/usr/local/bin \(environment.joined(separator: " ")) \
          /usr/sbin/chroot --userspec=\(user) "$0" /usr/local/bin/rolefit "$@"
      """
    let result = try Program.run(
      "unshare", ["--mount", "/bin/sh", "-c", prepare, image.path] + command, limit: 1 << 20,
      seconds: 120)
    #expect(result.status == 0 || result.status == 1, "\(result.error)")
    #expect(!result.output.isEmpty)
  }
}
