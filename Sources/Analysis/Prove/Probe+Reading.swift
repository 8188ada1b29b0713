// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import YAMLSyntax

extension Proof.Probe {
  /// Why an answer says nothing about the agent.
  package enum Unusable: Error {
    /// Whoever sends may not send as the agent; the server's own words.
    case impersonation(String)
    /// The server does not know who sends.
    case unauthenticated
  }

  /// Takes what the API server answered. Anything but a refusal of RBAC came from behind it.
  package mutating func take(status: Int, body: [UInt8]) throws(Unusable) {
    self.status = status
    switch status {
    case 401: throw .unauthenticated
    case 403: try takeForbidden(Self.message(body))
    case 429, 500...599:
      answer = .undetermined
      reading = "the API server was not able to answer"
    case 200..<300:
      answer = .authorized
      reading = isDry ? "done without being kept" : "answered"
    case 404:
      answer = .authorized
      reading = "nothing there, which only who may ask is told"
    default:
      answer = .authorized
      reading = "refused for what it holds, after it was authorized"
    }
  }

  /// A refusal names what was refused: by the authorizer the request, by admission its reason.
  private mutating func takeForbidden(_ message: String) throws(Unusable) {
    for denial in DenialScanner().denials(in: message) {
      switch denial {
      case .unauthorized(let denied):
        if denied.request.verb == "impersonate", request.verb != "impersonate" {
          throw .impersonation(message)
        }
        if denied.request.verb == request.verb {
          answer = .refused
          reading = "RBAC refuses it"
        } else {
          answer = .authorized
          reading = "authorized, but \(denied.request.verb) is asked for as well and refused"
        }
        return
      case .unclear:
        answer = .undetermined
        reading = "forbidden, and the answer does not say what for"
        return
      case .other(let refusal):
        answer = .authorized
        reading = "authorized, and then refused by \(refusal.cause.rawValue)"
        return
      }
    }
    answer = .undetermined
    reading = "forbidden, and the answer does not say by whom"
  }

  /// Takes the answer to an access review: `allowed`, or `nil` where it could not be asked, or
  /// where the authorizers could not decide, for which `doubt` is the reason.
  package mutating func take(review allowed: Bool?, doubt: String? = nil) {
    switch allowed {
    case true?: answer = .authorized
    case false?: answer = .refused
    case nil: answer = .undetermined
    }
    reading =
      allowed == nil
      ? doubt.map { "the access review does not decide: \($0)" } ?? "the access review was refused"
      : "by access review"
  }

  private static func message(_ body: [UInt8]) -> String {
    let stream = YAMLStream.read(SourceText(name: "answer", bytes: body))
    return stream.documents.first?["message"]?.string ?? String(decoding: body, as: UTF8.self)
  }
}

extension Request {
  var verb: String {
    switch self {
    case .resource(let request): request.verb
    case .nonResource(let request): request.verb
    }
  }
}
