// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The repository keeps its own rules.
struct SourceFileTests {
  @Test func seesTheFiles() {
    #expect(SourceFile.product.count > 100)
    #expect(SourceFile.swift.count > SourceFile.product.count + 20)
    #expect(SourceFile.scripts.contains { $0.path == ".ci/run" })
  }

  @Test(arguments: [
    ("import Host", ["Host"]), ("package import Host\n  import Glibc", ["Host", "Glibc"]),
    ("@testable import rolefit", ["rolefit"]), ("import struct Foundation.URL", ["Foundation"]),
    ("// we import nothing", []), ("let text = \"import X\"", []),
  ])
  func seesImports(text: String, expected: [String]) {
    #expect(SourceFile(path: "A.swift", text: text).imports == expected)
  }

  @Test func everyFileNamesItsLicence() {
    let line = "SPDX-License-Identifier: Apache-2.0"
    for file in SourceFile.swift {
      #expect(file.lines.first == "// \(line)", "\(file.path)")
    }
    let others = SourceFile.below(["Benchmarks", "Fuzzing"], endings: [".c", ".h", ".py"])
    for file in SourceFile.scripts + others {
      #expect(file.lines.prefix(2).contains { $0.hasSuffix(line) }, "\(file.path)")
    }
  }

  @Test func everyFileIsNamedAfterWhatItDeclares() throws {
    // Files of free functions, which tests may have, are named as one likes.
    let anyType = /\b(struct|class|enum|protocol|actor|extension)\s+\w/
    for file in SourceFile.swift where file.text.contains(anyType) {
      let type = String(file.name.split(separator: "+")[0])
      let declaration = try Regex(
        "\\b(struct|class|enum|protocol|actor|extension|typealias)\\s+(\\w+\\.)*\(type)\\b")
      let declares = file.text.contains(declaration)
      #expect(declares, "\(file.path) declares no \(type)")
    }
  }

  @Test func noFileIsLongAndMostAreShort() {
    for file in SourceFile.swift where !file.isGenerated {
      let limit = file.path.hasPrefix("Sources/") ? 300 : 500
      #expect(file.lineCount <= limit, "\(file.path)")
    }
    let lengths = SourceFile.product.filter { !$0.isGenerated }.map(\.lineCount).sorted()
    #expect(lengths[lengths.count / 2] <= 120)
  }

  @Test func noLineIsWiderThanAHundredColumns() {
    // Tests may hold manifests and messages as they are.
    for file in SourceFile.product where !file.isGenerated {
      for (index, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
      }
    }
  }

  @Test func noFunctionIsLong() {
    var count = 0
    for file in SourceFile.product where !file.isGenerated {
      for function in file.functions {
        count += 1
        #expect(function.lineCount <= 60, "\(file.path):\(function.line)")
      }
    }
    #expect(count > 1000)
  }

  @Test func seesFunctions() {
    let text = """
      struct A {
        func one() { go() }
        func two(
          _ a: Int
        ) -> Int {
          if a > 0 {
            return a
          }
          return 0
        }
        init() {
        }
        var three: Int {
          3
        }
        var four = 4
      }
      """
    let functions = SourceFile(path: "A.swift", text: text).functions
    #expect(functions.map(\.line) == [2, 3, 11, 13])
    #expect(functions.map(\.lineCount) == [1, 8, 2, 3])
  }

  @Test func noFolderIsCrowded() {
    let folders = Dictionary(grouping: SourceFile.product) { file in
      String(file.path[..<(file.path.lastIndex(of: "/") ?? file.path.endIndex)])
    }
    for (folder, files) in folders where !folder.hasPrefix("Sources/Linting/Rules/") {
      #expect(files.count <= 25, "\(folder)")
    }
  }

  @Test func theCommandLineIsThin() {
    let files = SourceFile.product.filter { $0.path.hasPrefix("Sources/rolefit/") }
    #expect(files.reduce(0) { $0 + $1.lineCount } < 4_500)
    for file in SourceFile.product where file.imports.contains("ArgumentParser") {
      #expect(file.path.hasPrefix("Sources/rolefit/"))
    }
  }

  @Test func theProductDoesWithoutFoundation() {
    for file in SourceFile.product {
      #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.path)")
    }
  }

  @Test func theProductIsPackageInternal() throws {
    let declaration = /^\s*(@\w+\s+)*public\s/
    for file in SourceFile.product {
      for (index, line) in file.lines.enumerated() where line.contains(declaration) {
        Issue.record("\(file.path):\(index + 1): public")
      }
    }
  }

  @Test func nothingIsLeftForLater() {
    // Put together here, so that this file itself has none of them.
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    let others = SourceFile.below(["docs", "templates", "charts", "examples"], endings: [""])
    for file in SourceFile.swift + SourceFile.scripts + others {
      for (index, line) in file.lines.enumerated() {
        #expect(!marks.contains { line.contains($0) }, "\(file.path):\(index + 1)")
      }
    }
  }

  @Test func scriptsCanBeRunAndStopAtErrors() {
    for file in SourceFile.scripts where file.text.hasPrefix("#!") {
      let path = Repository.path(file.path)
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(file.path)")
      if file.lines[0].hasSuffix("bash") {
        #expect(file.lines.contains("set -euo pipefail"), "\(file.path)")
      }
    }
  }
}
