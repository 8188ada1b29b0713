// SPDX-License-Identifier: Apache-2.0

import Host

/// The message of a kubectl that failed, without anything secret in it.
struct KubectlMessage {
  /// The reason of the API server's Status, as kubectl prints it in parentheses.
  enum Reason: String, CaseIterable {
    case forbidden = "(Forbidden)"
    case notFound = "(NotFound)"
    case expired = "(Expired)"
    /// Another one, or none.
    case other = ""
  }

  let text: String
  let reason: Reason

  init(_ result: Program.Result) {
    let lines = result.error.split(whereSeparator: \.isNewline).map(String.init)
    let starts = [
      "error: ", "Error from server", "Unable to connect", "The connection to the server",
    ]
    let telling = lines.last { line in starts.contains { line.hasPrefix($0) } }
    text = Self.withoutSecrets(telling ?? lines.last ?? "it said nothing")
    reason =
      Reason.allCases.first { $0 != .other && result.error.contains($0.rawValue) } ?? .other
  }

  /// What to do where nothing came back that says more.
  static let noAnswerRemedy =
    "see that `kubectl version` answers, or give it longer with --timeout"

  /// What to do, as far as the message says.
  var remedy: String {
    let known: [([String], String)] = [
      (["context", "does not exist"], "`kubectl config get-contexts` lists the contexts"),
      (
        ["x509"],
        "the kubeconfig must hold the cluster's own certificate authority: write it anew with your "
          + "provider's command"
      ),
      (["Unauthorized"], "log in to the cluster again"),
      (["logged in"], "log in to the cluster again"),
      (
        ["getting credentials"],
        "see that the kubeconfig's credential plugin is installed and works"
      ),
      (["Forbidden"], "ask an administrator for this permission"),
    ]
    for (marks, remedy) in known where marks.allSatisfy(text.contains) { return remedy }
    return Self.noAnswerRemedy
  }

  /// The text with everything that looks like a token or a key put out of sight. kubectl does not
  /// print them itself, but what it is given to read or run may.
  static func withoutSecrets(_ text: String) -> String {
    withoutTokens(
      text.split(separator: " ", omittingEmptySubsequences: false).map(withoutCredentials)
        .joined(separator: " "))
  }

  /// A word without what stands before the `@` of a URL, or after a key such as `password=`.
  private static func withoutCredentials(_ word: Substring) -> String {
    if let scheme = word.firstRange(of: "://"), let end = word.lastIndex(of: "@"),
      end > scheme.upperBound
    {
      return "\(word[..<scheme.upperBound])[hidden]\(word[end...])"
    }
    if let place = word.firstIndex(of: "="),
      ["password", "passwd", "secret", "token", "key"].contains(
        where: word[..<place].lowercased().hasSuffix)
    {
      return "\(word[...place])[hidden]"
    }
    return String(word)
  }

  private static func withoutTokens(_ text: String) -> String {
    var shown = ""
    var run = ""
    func isSecret(_ run: String, before next: Character?) -> Bool {
      if run.hasPrefix("eyJ"), run.utf8.count >= 16 { return true }
      guard run.utf8.count >= 20, next != "." else { return false }
      return run.split { $0 == "-" || $0 == "_" }.contains { part in
        part.utf8.count >= 20 && part.contains(where: \.isNumber)
      }
    }
    func close(_ next: Character?) {
      shown += isSecret(run, before: next) ? "[hidden]" : run
      run = ""
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber || "-_".contains(character) {
        run.append(character)
      } else {
        close(character)
        shown.append(character)
      }
    }
    close(nil)
    return shown
  }
}
