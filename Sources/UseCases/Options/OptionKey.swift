// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A shared option with the type of its value.
package struct OptionKey<Value: Sendable>: Sendable {
  let name: OptionName
  /// Reads the texts that one source gives, of which there is at least one.
  let read: @Sendable (_ texts: [String]) throws(Failure) -> Value

  init(
    _ name: OptionName, _ read: @escaping @Sendable (_ texts: [String]) throws(Failure) -> Value
  ) {
    self.name = name
    self.read = read
  }
}

extension OptionKey<[String]> {
  package static var actions: Self { list(.actions) }
  package static var apiResources: Self { list(.apiResources) }
  package static var capabilities: Self { list(.capabilities) }
  package static var disable: Self { list(.disable) }
  package static var enable: Self { list(.enable) }
  package static var files: Self { list(.files) }
  package static var forbid: Self { list(.forbid) }
  package static var kustomize: Self { list(.kustomize) }
  package static var set: Self { list(.set) }
  package static var values: Self { list(.values) }
  package static var watchNamespace: Self { list(.watchNamespace) }

  private static func list(_ name: OptionName) -> Self {
    Self(name) { (texts) throws(Failure) in texts }
  }
}

extension OptionKey<String> {
  package static var catalog: Self { text(.catalog) }
  package static var chart: Self { text(.chart) }
  package static var chartVersion: Self { text(.chartVersion) }
  package static var context: Self { text(.context) }
  package static var dialect: Self { text(.dialect) }
  package static var kubeconfig: Self { text(.kubeconfig) }
  package static var namespace: Self { text(.namespace) }

  private static func text(_ name: OptionName) -> Self {
    Self(name) { (texts) throws(Failure) in texts[0] }
  }
}

extension OptionKey<Bool> {
  package static var acceptAlternatives: Self { isOn(.acceptAlternatives) }
  package static var assumeSystemRoles: Self { isOn(.assumeSystemRoles) }
  package static var closedWorld: Self { isOn(.closedWorld) }
  package static var live: Self { isOn(.live) }

  private static func isOn(_ name: OptionName) -> Self {
    Self(name) { (texts) throws(Failure) in ["true", "1", "yes"].contains(texts[0]) }
  }
}
