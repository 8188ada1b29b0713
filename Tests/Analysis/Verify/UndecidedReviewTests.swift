// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct UndecidedReviewTests {
  private static func answer(_ status: String) throws -> ReviewAnswer {
    let stream = YAMLStream.read(
      SourceText(name: "answer", bytes: Array(#"{"status":\#(status)}"#.utf8)))
    return ReviewAnswer(try #require(stream.documents.first))
  }

  @Test(arguments: [
    (#"{"allowed":true}"#, true), (#"{"allowed":true,"evaluationError":"webhook down"}"#, true),
    (#"{"allowed":false}"#, false), (#"{"allowed":false,"reason":"RBAC: no"}"#, false),
    (#"{"allowed":false,"denied":false,"evaluationError":"","conditionSetChain":[]}"#, false),
  ])
  func aReviewThatIsDecidedSaysYesOrNo(_ status: String, _ isAllowed: Bool) throws {
    #expect(try Self.answer(status).isAllowed == isAllowed)
    #expect(try Self.answer(status).doubt == nil)
  }

  @Test(arguments: [
    (#"{"allowed":false,"evaluationError":"webhook down"}"#, "webhook down"),
    (#"{"allowed":false,"denied":true}"#, "denied"),
    (#"{"allowed":false,"conditionSetChain":[{"authorizerName":"a"}]}"#, "object"),
    (#"{}"#, "status.allowed"), (#"{"allowed":"false"}"#, "status.allowed"),
  ])
  func anOpenReviewIsNoNo(_ status: String, _ reason: String) throws {
    let answer = try Self.answer(status)
    #expect(answer.isAllowed == nil)
    #expect(answer.doubt?.contains(reason) == true)
  }
}
