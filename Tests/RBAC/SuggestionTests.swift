// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("deployment", "deployments"), ("deploymnets", "deployments"), ("podz", "pods"),
    ("statefulsts", "statefulsets"),
  ])
  func aSlipIsTwoEditsAtMost(word: String, meant: String) {
    let names = ["deployments", "pods", "statefulsets"]
    #expect(Suggestion.nearest(to: word, among: names) == meant)
  }

  @Test(arguments: ["deploys", "po", "xods9", "Deployments-x", ""])
  func whatIsFurtherOffIsNoSlip(word: String) {
    #expect(Suggestion.nearest(to: word, among: ["deployments", "pods"]) == nil)
  }

  @Test func aSlipIsOfTheSameLetterCase() {
    #expect(Suggestion.nearest(to: "PODS", among: ["pods"]) == nil)
    #expect(Suggestion.nearest(to: "PODS", among: ["pods"], within: .misreading) == "pods")
  }

  @Test func aMisreadingMayBeAThirdOfTheWord() {
    let ids = ["scale:deployment", "delete:pod"]
    #expect(Suggestion.nearest(to: "scale:deployms", among: ids) == nil)
    #expect(
      Suggestion.nearest(to: "scale:deployms", among: ids, within: .misreading)
        == "scale:deployment")
    #expect(Suggestion.nearest(to: "xy", among: ["ab", "xz"], within: .misreading) == "xz")
  }

  @Test func aSwapOfNeighboursIsOneEdit() {
    #expect(Suggestion.nearest(to: "gte", among: ["get"]) == "get")
    #expect(Suggestion.nearest(to: "teg", among: ["get"]) == nil)
  }

  @Test func ofEqualsTheFirstInOrderIsMeant() {
    #expect(Suggestion.nearest(to: "bat", among: ["hat", "cat", "rat"]) == "cat")
  }

  @Test func aWordOfAnyLengthIsComparedInTime() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(Suggestion.nearest(to: long, among: [long + "b"]) == nil)
  }
}
