// SPDX-License-Identifier: Apache-2.0

/// The keys of a catalog file: what the reader accepts, and what the published JSON Schema says.
package enum CatalogFormat {
  /// The version of the format that this reader reads.
  package static let schemaVersion = 1

  /// A sort of mapping in a catalog.
  package struct Sort: Hashable, Sendable {
    /// As messages call it.
    package let title: String
    package let required: [String]
    package let optional: [String]

    package var keys: [String] { required + optional }
  }

  package static let catalog = Sort(
    title: "a catalog", required: ["schemaVersion", "version", "agent", "actions"],
    optional: ["kinds", "verbs", "crds", "sets", "capabilities", "dialects"])
  package static let agent = Sort(
    title: "agent", required: ["name", "newest"],
    optional: ["title", "namespace", "serviceAccount", "documentation", "images"])
  package static let image = Sort(
    title: "an image", required: ["repository"], optional: ["from", "command"])
  package static let kind = Sort(
    title: "a kind", required: ["resource"], optional: ["group", "scope", "short"])
  package static let declaredResource = Sort(
    title: "a declared resource", required: ["group", "resource"],
    optional: ["namespaced", "version", "verbs"])
  package static let set = Sort(
    title: "a set", required: ["actions"], optional: ["title", "evidence"])
  package static let action = Sort(
    title: "an action", required: ["id", "title", "access", "steps"],
    optional: [
      "for", "anyResource", "summary", "since", "until", "default", "requires", "risk",
      "unbounded", "evidence", "spellings", "ways",
    ])
  package static let step = Sort(
    title: "a step", required: ["why", "request"],
    optional: ["optional", "kubernetes", "agent", "transport", "evidence"])
  package static let span = Sort(title: "a span", required: [], optional: ["from", "until"])
  package static let way = Sort(
    title: "a way", required: ["title", "requests"], optional: ["why", "fallback", "evidence"])
  package static let request = Sort(
    title: "a request", required: ["verb"],
    optional: ["apiGroup", "resource", "scope", "name", "nonResourceURL"])
  package static let dialect = Sort(
    title: "a dialect", required: ["name", "newest", "switches"],
    optional: ["title", "marks", "always", "install", "config", "agents", "keys"])
  package static let install = Sort(
    title: "install", required: ["repository", "url", "release"], optional: ["values"])
  package static let config = Sort(
    title: "a config", required: ["configMap", "key", "values"],
    optional: ["watchNamespace", "secret", "implied"])
  package static let toggle = Sort(
    title: "a switch", required: [],
    optional: [
      "from", "until", "default", "actions", "turnsOn", "why", "parentMayBeBoolean", "idle",
    ])
  package static let effect = Sort(
    title: "an effect", required: ["actions"],
    optional: ["from", "until", "with", "unless", "except"])

  /// Every sort, by its name in the JSON Schema; the catalog itself is the schema's root.
  package static let definitions: [String: Sort] = [
    "agent": agent, "kind": kind, "declaredResource": declaredResource, "set": set,
    "action": action, "step": step, "span": span, "way": way, "request": request,
    "dialect": dialect, "install": install, "config": config, "image": image, "switch": toggle,
    "effect": effect,
  ]
}
