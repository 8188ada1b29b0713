// SPDX-License-Identifier: Apache-2.0

/// Whether templates give the same for a chart that is part of another as for the chart alone.
///
/// As part of another chart, a chart has the same name, files, release and capabilities. What
/// differs is `.Values`, which gains the key `global`, `.Template`, whose paths are longer,
/// `.Chart.IsRoot`, and what is drawn anew in each run. Source: helm/helm, pkg/engine/engine.go,
/// `recAllTpls`, and pkg/chartutil/coalesce.go, `coalesceGlobals`.
package enum SharingCheck {
  private static let objects: Set<String> = [
    "Values", "Release", "Chart", "Capabilities", "Files", "Template", "Subcharts",
  ]

  /// Functions whose answer depends on more than what they are given.
  private static let changing: Set<String> = [
    "ago", "bcrypt", "encryptAES", "env", "expandenv", "genCA",
    "genCAWithKey", "genPrivateKey", "genSelfSignedCert", "genSelfSignedCertWithKey",
    "genSignedCert", "genSignedCertWithKey", "getHostByName", "htpasswd", "lookup", "now",
    "randAlpha", "randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "shuffle",
    "uuidv4",
  ]

  /// Functions that write a whole value out.
  private static let writing: Set<String> = [
    "print", "printf", "println", "quote", "squote", "toJson", "toPrettyJson", "toRawJson",
    "toString", "toToml", "toYaml", "toYamlPretty",
  ]

  /// Functions after which a text cannot be seen any more in what they give.
  private static let hiding: Set<String> = [
    "adler32sum", "b32enc", "b64enc", "len", "sha1sum", "sha256sum", "sha512sum",
  ]

  /// What in a template could see a difference, as it is written there; `nil` where nothing could.
  package static func obstacle(in template: [UInt8]) -> String? {
    for action in TemplateActions(template).actions {
      for place in action.indices {
        if let found = obstacle(at: place, in: action) { return found }
      }
    }
    return nil
  }

  /// Whether a template reads other texts as templates.
  static func readsTemplates(_ template: [UInt8]) -> Bool {
    TemplateActions(template).actions.contains { $0.contains(.word("tpl")) }
  }

  private static func obstacle(at place: Int, in action: [TemplateActions.Token]) -> String? {
    switch action[place] {
    case .mark: return nil
    case .string(let text): return objects.contains(text) ? "\"\(text)\"" : nil
    case .word(let word):
      if changing.contains(word) { return word }
      if word == "$" || word == ".", isWritten(at: place, in: action) { return word }
      let parts = word.split(separator: ".").map(String.init)
      guard word.contains("."), let object = parts.firstIndex(where: objects.contains) else {
        return nil
      }
      let field = object + 1 < parts.count ? parts[object + 1] : nil
      return isSame(parts[object], field, at: place, in: action) ? nil : word
    }
  }

  /// Whether the whole context may be written out where nobody sees it.
  private static func isWritten(at place: Int, in action: [TemplateActions.Token]) -> Bool {
    guard case .word(let before)? = place > 0 ? action[place - 1] : nil,
      writing.contains(before)
    else { return false }
    return action[place] == .word("$")
      || action.contains { token in
        if case .word(let word) = token { hiding.contains(word) } else { false }
      }
  }

  private static func isSame(
    _ object: String, _ field: String?, at place: Int, in action: [TemplateActions.Token]
  ) -> Bool {
    func before(_ distance: Int) -> TemplateActions.Token? {
      place >= distance ? action[place - distance] : nil
    }
    let after = place + 1 < action.count ? action[place + 1] : nil
    switch object {
    case "Values":
      if let field { return field != "global" }
      guard [.word("index"), .word("hasKey")].contains(before(1)), case .string(let key)? = after
      else { return false }
      return key != "global"
    case "Chart": return field != nil && field != "IsRoot"
    case "Release", "Capabilities", "Files": return field != nil
    case "Template":
      // `include (print $.Template.BasePath "/x.yaml") .` gives what that template gives.
      guard field == "BasePath", before(1) == .word("print"), before(3) == .word("include"),
        case .string(let path)? = after
      else { return false }
      return path.hasPrefix("/")
    default: return false
    }
  }
}
