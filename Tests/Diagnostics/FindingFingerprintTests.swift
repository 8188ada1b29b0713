// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

struct FindingFingerprintTests {
  private static let place = SourceRange.startOf(file: "role.yaml")
  private static let object = Finding.Object(
    apiVersion: "v1", kind: "Role", namespace: "shop", name: "agent")

  private static func finding(_ change: (inout Finding) -> Void = { _ in }) -> Finding {
    var finding = Finding("wildcard-verb", .warning, "every verb", at: place, object: object)
    change(&finding)
    return finding
  }

  private static func fingerprint(_ finding: Finding, in scope: String = "") -> String {
    var fingerprint = FindingFingerprint()
    return fingerprint.next(finding, in: scope)
  }

  @Test func itIsThirtyTwoHexadecimalDigits() {
    let text = Self.fingerprint(Self.finding())
    #expect(text.count == 32 && text.allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test func whatSaysWhichFindingItIsChangesIt() {
    let others = [
      Self.finding { $0.rule = "wildcard-group" }, Self.finding { $0.message = "every verb " },
      Self.finding { $0.range?.file = "other.yaml" }, Self.finding { $0.range = nil },
      Self.finding { $0.object?.name = "other" }, Self.finding { $0.object?.namespace = "till" },
      Self.finding { $0.object?.kind = "ClusterRole" },
      Self.finding { $0.object?.apiVersion = "v2" }, Self.finding { $0.object = nil },
    ]
    let all = ([Self.finding()] + others).map { Self.fingerprint($0) }
    #expect(Set(all).count == all.count)
    #expect(Self.fingerprint(Self.finding(), in: "east") != all[0])
  }

  @Test func whereItStandsAndHowItIsWeighedDoNot() {
    let moved = [
      Self.finding { $0.range?.start.line = 40 }, Self.finding { $0.range?.start.offset = 900 },
      Self.finding { $0.severity = .error }, Self.finding { $0.notes = [Diagnostic.Note("n")] },
      Self.finding { $0.fix = Fix("write it", edits: []) },
    ]
    for finding in moved { #expect(Self.fingerprint(finding) == Self.fingerprint(Self.finding())) }
  }

  @Test func theLikeOfItAreNumberedInEachScopeByItself() {
    var numbering = FindingFingerprint()
    let first = numbering.next(Self.finding())
    let second = numbering.next(Self.finding())
    let east = numbering.next(Self.finding(), in: "east")
    #expect(Set([first, second, east]).count == 3)
    #expect(first == Self.fingerprint(Self.finding()))
    #expect(east == Self.fingerprint(Self.finding(), in: "east"))
    // One that comes between them does not change the numbers.
    var other = FindingFingerprint()
    _ = other.next(Self.finding())
    _ = other.next(Self.finding { $0.rule = "wildcard-group" })
    #expect(other.next(Self.finding()) == second)
  }

  @Test func noTwoListsOfPartsMakeTheSameText() {
    let split = [
      Finding("a", .note, "b", at: nil), Finding("a1:", .note, "", at: nil),
      Finding("", .note, "ab", at: nil), Finding("ab", .note, "", at: nil),
    ]
    #expect(Set(split.map { Self.fingerprint($0) }).count == split.count)
  }

  /// Baselines are kept in repositories: another way to make them would lose them all.
  @Test func itStaysTheSame() {
    #expect(
      Self.fingerprint(Finding("a", .note, "b", at: nil)) == "3625d88b904505bc6aef8c5906645b35")
  }
}
