// SPDX-License-Identifier: Apache-2.0

import Foundation
import Linting
import TestSupport
import Testing

struct RuleRegistryTests {
  private let names = RuleRegistry.all.map { String(describing: $0) }

  @Test func everyFileOfACategoryIsARuleOfItSorted() throws {
    var listed: [String] = []
    for category in RuleCategory.allCases {
      let folder = Repository.path("Sources/Linting/Rules/\(category.rawValue.capitalized)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".swift") && !$0.contains("+") }.map { String($0.dropLast(6)) }
      let rules = RuleRegistry.all.filter { $0.category == category }
      #expect(rules.map { String(describing: $0) } == files.sorted())
      listed += files
    }
    #expect(names == listed.sorted())
  }

  @Test func idsAreTheTypesNamesInKebabCase() throws {
    let shape = /[a-z][a-z0-9]*(-[a-z0-9]+)*/
    for rule in RuleRegistry.all {
      #expect(try shape.wholeMatch(in: rule.id) != nil, "\(rule.id)")
      #expect(!RuleCategory.allCases.map(\.rawValue).contains(rule.id), "\(rule.id)")
    }
    #expect(Set(RuleRegistry.ids).count == RuleRegistry.all.count)
  }

  @Test(arguments: [
    ("WrongAPIGroup", "wrong-api-group"), ("WildcardVerb", "wildcard-verb"),
    ("CSRApproval", "csr-approval"), ("URLInRole", "url-in-role"), ("Escalate", "escalate"),
  ])
  func anAcronymIsOneWord(name: String, id: String) {
    #expect(RuleID.kebabCase(name) == id)
  }

  @Test func everyRuleExplainsItself() {
    for rule in RuleRegistry.all {
      for text in [rule.summary, rule.why, rule.remedy] {
        #expect(text.count > 10, "\(rule.id)")
        #expect(text.first?.isUppercase == true, "\(rule.id): \(text)")
      }
      #expect(!rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(rule.why.hasSuffix("."), "\(rule.id)")
      #expect(rule.remedy.hasSuffix("."), "\(rule.id)")
    }
  }
}
