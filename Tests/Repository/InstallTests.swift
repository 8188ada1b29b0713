// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What `make install` puts in place, from a binary that is there already.
struct InstallTests {
  private let folder: TemporaryDirectory
  private let root: String

  init() throws {
    folder = try TemporaryDirectory()
    root = folder.path("stage/opt/tools")
  }

  private func run(_ words: [String]) throws -> Program.Result {
    try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path] + words,
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 24, seconds: 240)
  }

  @Test func theProgramThePluginCompletionsAndTheManualAreInstalled() throws {
    let result = try run([
      "make", "--silent", "install", "ROLEFIT_BINARY=\(RolefitBinary.path)",
      "DESTDIR=\(folder.path("stage"))", "PREFIX=/opt/tools",
    ])
    #expect(result.status == 0, "\(result.error)")
    for (path, part) in [
      ("share/bash-completion/completions/rolefit", "complete -o default -F _rolefit rolefit"),
      ("share/zsh/site-functions/_rolefit", "#compdef rolefit kubectl-rolefit"),
      ("share/fish/vendor_completions.d/rolefit.fish", "complete -c $program"),
      ("bin/kubectl_complete-rolefit", "__complete"),
      ("share/man/man1/rolefit.1", "verify"), ("share/man/man1/kubectl-rolefit.1", "verify"),
    ] {
      let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      #expect(text.contains(part), "\(path)")
    }
    for name in ["rolefit", "rolefit-verify", "rolefit-usage", "rolefit-generate-values-schema"] {
      let page = try String(contentsOfFile: "\(root)/share/man/man1/\(name).1", encoding: .utf8)
      let title = name.uppercased().replacingOccurrences(of: "-", with: "\\-")
      #expect(page.hasPrefix(".TH \(title) 1 "), "\(name)")
      for part in [".SH \"SYNOPSIS\"", ".SH \"OPTIONS\"", ".SH \"SEE ALSO\""] {
        #expect(page.contains("\n\(part)\n"), "\(name): \(part)")
      }
    }
    let help = try Program.run("\(root)/bin/kubectl-rolefit", ["--help"], limit: 1 << 20)
    let usage = String(decoding: help.output, as: UTF8.self)
    #expect(usage.contains("USAGE: kubectl rolefit <subcommand>"))
    let plain = try Program.run("\(root)/bin/rolefit", ["--help"], limit: 1 << 20)
    #expect(String(decoding: plain.output, as: UTF8.self).contains("USAGE: rolefit <subcommand>"))
  }

  @Test func withoutABinaryNothingIsInstalled() throws {
    let result = try run(["scripts/install", folder.path("none"), root])
    #expect(result.status == 2)
    #expect(!FileManager.default.fileExists(atPath: root))
  }
}
