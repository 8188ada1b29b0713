// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@testable import Analysis

struct ProbeReadingTests {
  private static func probe(
    _ request: String = "delete - pods shop web-0", path: String? = nil
  ) -> Proof.Probe {
    Proof.Probe(request: Samples.request(request), path: path)
  }

  private static func status(_ message: String) -> [UInt8] {
    let status: JSON = [
      "kind": "Status", "apiVersion": "v1", "status": "Failure", "message": .string(message),
    ]
    return Array(status.text.utf8)
  }

  private static func sentence(_ verb: String, _ resource: String) -> String {
    "\(resource) \"web-0\" is forbidden: User \"system:serviceaccount:own:agent\" cannot \(verb) "
      + "resource \"\(resource)\" in API group \"\" in the namespace \"shop\""
  }

  private static func read(
    _ status: Int, _ message: String = "", of request: String = "delete - pods shop web-0"
  ) throws -> Proof.Probe {
    var probe = probe(request)
    try probe.take(status: status, body: Self.status(message))
    #expect(probe.status == status)
    return probe
  }

  @Test(
    arguments: [
      (200, .authorized), (201, .authorized), (404, .authorized), (409, .authorized),
      (422, .authorized), (400, .authorized), (405, .authorized), (429, .undetermined),
      (500, .undetermined), (503, .undetermined), (599, .undetermined),
    ] as [(Int, Proof.Answer)])
  func whatComesFromBehindTheAuthorizerWasAuthorized(status: Int, answer: Proof.Answer) throws {
    #expect(try Self.read(status).answer == answer)
  }

  @Test func aRefusalOfTheRequestItselfIsOfRBAC() throws {
    let probe = try Self.read(403, Self.sentence("delete", "pods"))
    #expect(probe.answer == .refused && probe.reading == "RBAC refuses it")
  }

  @Test func aRefusalOfWhatIsAskedForBesidesComesAfterIt() throws {
    let probe = try Self.read(403, Self.sentence("update", "pods"))
    #expect(probe.answer == .authorized)
    #expect(probe.reading == "authorized, but update is asked for as well and refused")
  }

  @Test func aRefusalOfAdmissionComesAfterIt() throws {
    let probe = try Self.read(
      403, "admission webhook \"no.example\" denied the request: not on Fridays")
    #expect(probe.answer == .authorized)
    #expect(probe.reading == "authorized, and then refused by webhook")
  }

  @Test func aRefusalThatDoesNotSayWhoseItIsSaysNothing() throws {
    for message in ["", "no"] {
      let probe = try Self.read(403, message)
      #expect(probe.answer == .undetermined)
      #expect(probe.reading == "forbidden, and the answer does not say by whom")
    }
  }

  @Test func anAnswerThatIsNoStatusIsReadAsText() throws {
    var probe = Self.probe()
    try probe.take(status: 403, body: Array(Self.sentence("delete", "pods").utf8))
    #expect(probe.answer == .refused)
  }

  @Test func whoMayNotSendAsTheAgentLearnsNothing() throws {
    let message =
      "users \"x\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in API group "
      + "\"\" at the cluster scope"
    #expect {
      try Self.read(403, message)
    } throws: { error in
      if case Proof.Probe.Unusable.impersonation(message)? = error as? Proof.Probe.Unusable {
        return true
      }
      return false
    }
    // An agent that impersonates is answered about just that.
    let own = try Self.read(403, message, of: "impersonate - users - x")
    #expect(own.answer == .refused)
  }

  @Test func whomTheServerDoesNotKnowLearnsNothing() {
    #expect {
      try Self.read(401)
    } throws: { error in
      if case .unauthenticated? = error as? Proof.Probe.Unusable { return true }
      return false
    }
  }

  @Test func aDryRunThatWentWellWasNotKept() throws {
    var dry = Self.probe(path: "/api/v1/pods?dryRun=All")
    try dry.take(status: 200, body: [])
    #expect(dry.reading == "done without being kept")
    var read = Self.probe(path: "/api/v1/pods")
    try read.take(status: 200, body: [])
    #expect(read.reading == "answered")
  }

  @Test func anAccessReviewAnswersByItself() {
    var probe = Self.probe()
    probe.take(review: true)
    #expect(probe.answer == .authorized && probe.reading == "by access review")
    probe.take(review: false)
    #expect(probe.answer == .refused && probe.reading == "by access review")
    probe.take(review: nil)
    #expect(probe.answer == .undetermined && probe.reading == "the access review was refused")
  }

  @Test func theWorstAnswerIsThatOfTheWhole() {
    func action(_ answers: [Proof.Answer]) -> Proof.ActionResult {
      Proof.ActionResult(
        id: "a", title: "A",
        probes: answers.map { answer in
          var probe = Self.probe()
          probe.answer = answer
          return probe
        })
    }
    #expect(action([]).answer == .authorized)
    #expect(action([.authorized, .authorized]).answer == .authorized)
    #expect(action([.authorized, .planned]).answer == .planned)
    #expect(action([.planned, .undetermined]).answer == .undetermined)
    #expect(action([.undetermined, .refused, .authorized]).answer == .refused)
    let proof = Proof(
      subject: "", source: "", kubernetes: "1.33",
      actions: [action([.authorized]), action([.refused])])
    #expect(proof.answer == .refused)
  }
}
