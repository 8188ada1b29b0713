// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Manifests
import TestSupport
import Testing

/// A chart in an archive has the files that it has in its folder.
struct ChartArchiveTests {
  /// Packs what is in `folder`; `steps` are more arguments for the program `tar`.
  private static func packed(_ folder: String, _ arguments: [String]) throws -> [UInt8] {
    let result = try Program.run(
      "tar", ["-czf", "-", "-C", folder] + arguments, limit: 1 << 26)
    guard result.status == 0 else { throw HostError(path: "tar", reason: result.error) }
    return result.output
  }

  @Test(arguments: try Fixtures.names(in: "Charts"), ["gnu", "pax", "ustar"])
  func hasTheFilesOfTheFolder(chart: String, format: String) throws {
    let top = String(chart.dropFirst("Charts/".count))
    let archive = try ChartArchive(
      Self.packed(Fixtures.path("Charts"), ["--format=\(format)", top]))
    #expect(archive.top == top)
    let root = Fixtures.path(chart)
    let names = try #require(FileManager.default.subpaths(atPath: root))
      .filter { Files.kind(of: "\(root)/\($0)") == .file }
    #expect(archive.names == names.sorted())
    #expect(archive.names.contains("Chart.yaml"))
    for name in names {
      #expect(archive.file(name) == (try Fixtures.bytes("\(chart)/\(name)")), "\(name)")
    }
    #expect(archive.file("no/such.yaml") == nil)
    #expect(archive.file("templates") == nil)
    #expect(archive.file("\(top)/Chart.yaml") == nil)
  }

  private static func chart(_ files: [String: String]) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  @Test func findsTheTopThroughItsOwnChartFile() throws {
    let folder = try Self.chart([
      "agent/Chart.yaml": "name: agent", "agent/charts/part/Chart.yaml": "name: part",
      "Chart.yaml": "name: outside",
    ])
    let archive = try ChartArchive(
      Self.packed(folder.path, ["Chart.yaml", "agent/charts", "agent/Chart.yaml"]))
    #expect(archive.top == "agent")
    #expect(archive.names == ["Chart.yaml", "charts/part/Chart.yaml"])
    #expect(archive.file("Chart.yaml") == Array("name: agent".utf8))
  }

  @Test func readsAnArchiveOfTheFolderItself() throws {
    let folder = try Self.chart(["Chart.yaml": "name: agent", "templates/a.yaml": "a"])
    let archive = try ChartArchive(Self.packed(folder.path, ["."]))
    #expect(archive.top == ".")
    #expect(archive.names == ["Chart.yaml", "templates/a.yaml"])
  }

  @Test func countsTheLastOfTwoFilesAsHelmDoes() throws {
    let folder = try Self.chart([
      "agent/Chart.yaml": "name: agent", "agent/values.yaml": "a: 1", "other/values.yaml": "a: 2",
    ])
    let archive = try ChartArchive(Self.packed(folder.path, ["agent", "other"]))
    #expect(archive.top == "agent")
    #expect(archive.file("values.yaml") == Array("a: 2".utf8))
    #expect(archive.names == ["Chart.yaml", "values.yaml"])
  }

  @Test func readsTheBackslashesOfWindows() throws {
    let folder = try Self.chart([
      "agent\\Chart.yaml": "name: agent", "agent\\templates\\a.yaml": "a", "agent\\..\\b": "b",
    ])
    let archive = try ChartArchive(Self.packed(folder.path, ["--no-unquote"] + folder.names()))
    #expect(archive.top == "agent")
    #expect(archive.names == ["Chart.yaml", "templates/a.yaml"])
  }

  @Test func takesNoFileThroughALink() throws {
    let folder = try Self.chart(["agent/Chart.yaml": "name: agent"])
    let link = "ln -s /etc/hostname \"$0/agent/values.yaml\""
    #expect(try Program.run("sh", ["-c", link, folder.path], limit: 999).status == 0)
    let archive = try ChartArchive(Self.packed(folder.path, ["agent"]))
    #expect(archive.file("values.yaml") == nil)
  }

  @Test func saysWhyThereIsNoChart() throws {
    let folder = try Self.chart(["agent/values.yaml": "a: 1", "Chart.yaml": "name: agent"])
    #expect(throws: ArchiveError.noChart) {
      try ChartArchive(Self.packed(folder.path, ["agent", "Chart.yaml"]))
    }
    #expect(throws: ArchiveError.gzip(.notGzip)) { try ChartArchive(Array("name: a".utf8)) }
    let packed = try Self.packed(folder.path, ["agent"])
    #expect(throws: ArchiveError.gzip(.truncated)) { try ChartArchive(packed.dropLast(20)) }
    let text = try Program.run("gzip", ["-c", folder.path("Chart.yaml")], limit: 999).output
    #expect(throws: ArchiveError.truncated) { try ChartArchive(text) }
  }

  @Test func refusesWhatUnpacksToMoreThanHelmTakes() throws {
    let script = "head -c 105000000 /dev/zero | gzip -c"
    let bomb = try Program.run("sh", ["-c", script], limit: 1 << 20).output
    let error = #expect(throws: ArchiveError.self) { try ChartArchive(bomb) }
    #expect(error?.message == "it unpacks to more than 100 MiB")
  }
}
