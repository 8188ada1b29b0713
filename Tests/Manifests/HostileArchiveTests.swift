// SPDX-License-Identifier: Apache-2.0

import Foundation
import Manifests
import TestSupport
import Testing

/// Archives and releases that are broken or malicious, each in one way: what their readers make of
/// them is in a table beside them.
struct HostileArchiveTests {
  private func table(_ family: String, _ answer: ([UInt8]) -> String) throws -> String {
    let place = Fixtures.url("hostile/\(family)")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    #expect(!names.isEmpty)
    return try names.map { name in
      let bytes = Array(try Data(contentsOf: place.appending(path: name)))
      return "\(name)\t\(answer(bytes))\n"
    }.joined()
  }

  @Test func archivesAreReadAsTheTableSays() throws {
    let table = try table("archives") { bytes in
      do throws(ArchiveError) {
        let names = try ChartArchive(bytes).names
        #expect(names.allSatisfy { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
        return "files: " + names.map { String($0.prefix(40)) }.joined(separator: " ")
      } catch {
        return error.message
      }
    }
    try Golden.expect("file\tanswer\n" + table, named: "hostile/archives-read.tsv")
  }

  @Test func releasesAreReadAsTheTableSays() throws {
    let table = try table("releases") { bytes in
      do throws(HelmRelease.Problem) {
        let release = try HelmRelease(data: String(decoding: bytes, as: UTF8.self))
        return "release of \(release.chartName) \(release.chartVersion)"
      } catch {
        return error.message
      }
    }
    try Golden.expect("file\tanswer\n" + table, named: "hostile/releases.tsv")
  }
}
