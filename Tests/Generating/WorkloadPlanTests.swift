// SPDX-License-Identifier: Apache-2.0

import Catalog
import Generating
import Testing
import YAMLSyntax

struct WorkloadPlanTests {
  private static func plan(
    _ ids: [String] = ["delete:pod"], watching namespaces: [String] = [],
    clusterName: String? = "prod", secret: String? = nil, image: String? = nil
  ) throws -> WorkloadPlan {
    let catalog = Catalog.builtIn
    return WorkloadPlan(
      selection: try SampleCatalog.selection(ids, of: catalog, watching: namespaces),
      dialect: try catalog.dialect("k8s-watcher@1.18.17"), clusterName: clusterName,
      apiKeySecret: secret, image: try image.map { try #require(ImageReference($0)) },
      hasOwnTemplates: false)
  }

  @Test func theNotesAreInTheOrderTheyBelong() throws {
    let plan = try Self.plan(watching: ["till", "shop"], clusterName: nil)
    #expect(plan.notes.count == 5)
    #expect(
      plan.notes[0] == "the agent will not start without a cluster's name: give --cluster-name, or "
        + "add clusterName to the ConfigMap k8s-watcher-config in an overlay")
    #expect(
      plan.notes[1] == "the API key is taken from the key apiKey of the Secret k8s-watcher-secret in "
        + "the namespace komodor, which is not generated")
    #expect(
      plan.notes[2] == "the agent is configured as chart k8s-watcher@1.18.17 configures it")
    #expect(
      plan.notes[3].hasPrefix(
        "for want of finer switches the agent also offers what its role does not grant: "))
    #expect(
      plan.notes[4] == "the agent's watchNamespace takes one namespace: it is left at all, and the "
        + "agent will be refused outside of shop, till")
  }

  @Test func theAgentIsToldTheOneNamespaceThatItWatches() throws {
    func namespace(_ watched: [String]) throws -> YAMLValue? {
      try Self.plan(watching: watched).workload?.configuration.value(at: "watchNamespace")
    }
    #expect(try namespace(["shop"]) == .string("shop"))
    #expect(try namespace(["shop", "shop"]) == .string("shop"))
    #expect(try namespace([]) == .string("all"))
    #expect(try namespace(["shop", "till"]) == .string("all"))
  }

  @Test func theSecretAndTheClusterAreNamed() throws {
    let workload = try #require(try Self.plan(secret: "mine").workload)
    #expect(workload.apiKeySecret == "mine")
    #expect(workload.clusterName == "prod")
    #expect(workload.command == ["watcher"])
  }

  private static let digest = "sha256:" + String(repeating: "0a", count: 32)
  private static let usual = "public.ecr.aws/komodor-public/komodor-agent"

  @Test(arguments: [
    (nil, "\(usual):0.2.221"), ("registry.example/agent:1", "registry.example/agent:1"),
    (digest, "\(usual)@\(digest)"), ("@\(digest)", "\(usual)@\(digest)"),
    ("agent@\(digest)", "agent@\(digest)"),
  ])
  func theImageIsTheNamedOneOrTheUsual(image: String?, text: String) throws {
    #expect(try Self.plan(image: image).workload?.image == text)
  }

  @Test func anAgentThatNobodyKnowsHowToRunHasNoWorkload() throws {
    let selection = try SampleCatalog.selection(["delete:pod"])
    let plan = WorkloadPlan(
      selection: selection, dialect: try #require(selection.catalog.defaultDialect),
      clusterName: nil, apiKeySecret: nil, image: ImageReference("keeper:1"),
      hasOwnTemplates: true)
    #expect(plan.workload == nil)
    #expect(
      plan.notes == [
        "the catalog of keeper does not say how to run it: no ConfigMap and no Deployment are written"
      ])
  }

  @Test func templatesOfTheUsersMayRunAnImageThatTheCatalogDoesNotKnow() throws {
    var selection = try SampleCatalog.selection(["delete:pod"], of: Catalog.builtIn)
    selection.catalog.agent.images = []
    let dialect = try selection.catalog.dialect("k8s-watcher@1.18.17")
    func image(_ name: String?, hasOwnTemplates: Bool) -> String? {
      WorkloadPlan(
        selection: selection, dialect: dialect, clusterName: "prod", apiKeySecret: nil,
        image: name.flatMap { ImageReference($0) }, hasOwnTemplates: hasOwnTemplates
      ).workload?.image
    }
    #expect(image("mine:1", hasOwnTemplates: true) == "mine:1")
    #expect(image(Self.digest, hasOwnTemplates: true) == "k8s-watcher@\(Self.digest)")
    #expect(image("mine:1", hasOwnTemplates: false) == nil)
    #expect(image(nil, hasOwnTemplates: true) == nil)
  }

  @Test(arguments: [
    "", ":", "a:", ":1", "a b", "A", "a:-x", "a:.x", "a@", "a@sha256:12", "@", "a@b@c",
    "sha256:\(String(repeating: "g", count: 64))", "sha256:", "host:/a", "host:x1/a", "host:٣/a",
    "/a", "a//b", "a/", "-a", "a:1:2", "a:\(String(repeating: "x", count: 129))",
    "a@\(digest)0", "a@sha512:\(String(repeating: "0", count: 64))",
  ])
  func whatIsNoImageIsRefused(text: String) {
    #expect(ImageReference(text) == nil)
  }

  @Test(arguments: [
    "a", "a:1", "a:V1.2_x-y", "host:5000/a/b:1", "localhost/a", "a.b/c__d",
    "a:1@\(digest)", "a:\(String(repeating: "x", count: 128))",
  ])
  func whatIsAnImageIsTaken(text: String) {
    #expect(ImageReference(text) != nil)
  }

  @Test(arguments: [
    ("01234567-89ab-CDEF-0123-456789abcdef", SecretName.Problem.looksLikeKey),
    ("", .notAName), ("Upper", .notAName), ("a b", .notAName), ("-a", .notAName),
    ("0123456-89ab-cdef-0123-456789abcdeg", nil), ("agent-key", nil), ("a.b", nil),
  ])
  func aKeyIsNoNameOfASecret(text: String, problem: SecretName.Problem?) {
    #expect(throws: problem.map { $0 }) { try Self.check(text) }
  }

  private static func check(_ text: String) throws(SecretName.Problem) {
    try SecretName.check(text)
  }
}
