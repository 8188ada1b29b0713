// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `deployer` on files, which no helm has to render.
struct DeployerCommandTests {
  private func deployer(
    _ words: [String], input: String? = nil
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["deployer", "-n", "shop"] + words, input: input)
  }

  private static let web = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: web}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: web}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
    subjects: [{kind: ServiceAccount, name: web}]

    """

  @Test func theImportantStandsFirst() throws {
    let outcome = try deployer(["-"], input: Self.web)
    #expect(outcome.status == 0, "\(outcome.error)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "What kubectl apply needs to install, upgrade and uninstall")
    #expect(lines[1].hasPrefix("  risk: "))
    #expect(lines[2] == "  beyond what is written: no escalate, bind, see below")
    #expect(outcome.output.contains("  create on configmaps (core) in namespace shop\n"))
    #expect(
      outcome.output.contains(
        "  bind on clusterroles (rbac.authorization.k8s.io) named 'view' in namespace shop\n"))
    #expect(outcome.output.contains("get namespaces (core) named 'shop'"))
  }

  @Test func eachGrantHasItsOwnReasons() throws {
    let other = Self.web.replacing("name: view", with: "name: edit").replacing("web", with: "api")
    let outcome = try deployer(["-"], input: Self.web + "---\n" + other)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "bind"))
    let bind = "  bind on clusterroles (rbac.authorization.k8s.io) named "
    #expect(lines[start + 1] == bind + "'view' in namespace shop")
    #expect(lines[start + 2].hasPrefix("    RoleBinding 'shop/web': "))
    #expect(lines[start + 3] == bind + "'edit' in namespace shop")
    #expect(lines[start + 4].hasPrefix("    RoleBinding 'shop/api': "))
    let json = try deployer(["-", "-o", "json"], input: Self.web + "---\n" + other).json()
    let grants = json["grants"].array.filter { $0["for"] == "bind" }
    #expect(grants.map { $0["rules"][0]["resourceNames"] } == [["view"], ["edit"]])
    #expect(
      grants.map { $0["reasons"][0]["object"] }
        == ["RoleBinding 'shop/web'", "RoleBinding 'shop/api'"])
    #expect(grants.allSatisfy { $0["reasons"][0]["because"].string?.isEmpty == false })
  }

  @Test func theRolesAreForKubectl() throws {
    let outcome = try deployer(
      ["-", "--service-account", "ci:robot", "-o", "yaml", "--for", "upgrade"], input: Self.web)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(
      outcome.output == """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: deployer
          namespace: shop
          labels:
            app.kubernetes.io/managed-by: rolefit
        rules:
        - apiGroups:
          - ""
          resources:
          - configmaps
          resourceNames:
          - web
          verbs:
          - get
          - patch
        - apiGroups:
          - rbac.authorization.k8s.io
          resources:
          - clusterroles
          resourceNames:
          - view
          verbs:
          - bind
        - apiGroups:
          - rbac.authorization.k8s.io
          resources:
          - rolebindings
          resourceNames:
          - web
          verbs:
          - get
          - patch
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: deployer
          namespace: shop
          labels:
            app.kubernetes.io/managed-by: rolefit
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: deployer
        subjects:
        - kind: ServiceAccount
          name: robot
          namespace: ci

        """)
  }

  @Test func whatNobodyKnowsIsUndetermined() throws {
    let unknown = "apiVersion: metering.example.com/v1\nkind: Gauge\nmetadata: {name: main}\n"
    let outcome = try deployer(["-"], input: unknown)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("Gauge 'shop/main': no resource is known"))
    let yaml = try deployer(["-", "-o", "yaml"], input: unknown)
    #expect(yaml.status == 3)
    #expect(yaml.error.contains("<stdin>:3:18: warning: Gauge 'shop/main'"), "\(yaml.error)")
    #expect(yaml.error.contains("--api-resources"))
    let crd = "Tests/Fixtures/Deployer/gauges/crds/gauges.yaml"
    let known = try deployer(["-", "--api-resources", crd], input: unknown)
    #expect(known.status == 0, "\(known.error)")
    #expect(known.output.contains("named 'main' in namespace shop"))
  }

  @Test func aWrongCallIsAnsweredWithWhatToDo() throws {
    let nothing = try deployer([])
    #expect(nothing.status == 64)
    #expect(nothing.error.contains("name a chart, manifest files or a folder"))
    let values = try deployer(["examples/bound.yaml", "--new-set", "a=b"])
    #expect(values.status == 64)
    #expect(values.error.contains("name the new manifests with --new"))
    let charts = try deployer([
      "charts/k8s-watcher", "Tests/Fixtures/Deployer/gauges",
    ])
    #expect(charts.status == 64)
    #expect(charts.error.contains("each release has a role of its own"))
    let folder = try TemporaryDirectory()
    let empty = try deployer([folder.path("")])
    #expect(empty.status == 2 && empty.error.contains("[no-object]"), "\(empty.error)")
    withExtendedLifetime(folder) {}
    let broken = try deployer(["-"], input: "kind: [")
    #expect(broken.status == 2)
    #expect(broken.error.contains("<stdin>:1:"))
  }

  @Test(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
  func aFileOfRolesIsKeptCurrent() throws {
    let folder = try TemporaryDirectory()
    let file = folder.path("role.yaml")
    let words = [
      "Tests/Fixtures/Deployer/gauges", "--set", "sample=true", "-o", "yaml", "--output-file", file,
    ]
    let helm = try HelmProgram.any
    let environment = ["PATH": helm.searchPath]
    func run(_ more: [String] = []) throws -> RolefitBinary.Outcome {
      try RolefitBinary.run(["deployer", "-n", "shop"] + words + more, environment: environment)
    }
    #expect(try run().status == 0)
    // The definition in the chart says what its own object is.
    #expect(try folder.read("role.yaml").contains("  - gauges\n"))
    #expect(try run(["--check"]).status == 0)
    #expect(try run(["--check", "--wait"]).status == 1)
  }
}
