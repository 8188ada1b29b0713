// swift-tools-version:6.0
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// As `settings`, optimized for size: a tenth of the binary, and no slower where no loop is hot.
let small: [SwiftSetting] =
  settings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A room of the product. `uses` names the rooms it may look into: arrows point up the list only.
/// Hot rooms hold the loops that speed hangs on.
func room(
  _ name: String, uses rooms: [Target.Dependency] = [], excluding data: [String] = [],
  isHot: Bool = false
) -> Target {
  .target(
    name: name, dependencies: rooms, exclude: data, swiftSettings: isHot ? settings : small)
}

/// The tests of a room, in the folder of the same name.
func tests(of name: String, uses rooms: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: rooms + ["TestSupport"], path: "Tests/\(name)",
    swiftSettings: settings)
}

/// What reads foreign text, as functions of bytes: tests run them on their seeds, and libFuzzer on
/// what it makes of those.
let entries: Target = .target(
  name: "FuzzEntries",
  dependencies: [
    "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests", "Analysis",
    "Linting",
  ], path: "Fuzzing/Entries", swiftSettings: settings)

/// libFuzzer around the entries, which has a main function of its own: it links only where it is
/// built as `scripts/fuzz` does.
let fuzzing: [Target] =
  Context.environment["ROLEFIT_FUZZING"] == nil
  ? []
  : [
    .executableTarget(
      name: "FuzzDriver", dependencies: ["FuzzEntries", "Host"], path: "Fuzzing/Driver",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "rolefit",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "rolefit", targets: ["rolefit"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    room("Host"),
    room("Diagnostics"),
    room("YAMLSyntax", uses: ["CLibYAML", "Diagnostics"], isHot: true),
    room("RBAC", isHot: true),
    room("KubernetesAPI", uses: ["RBAC"]),
    room(
      "Catalog", uses: ["Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI"],
      excluding: ["Data"]),
    room(
      "Manifests", uses: ["CZlib", "Host", "Diagnostics", "YAMLSyntax", "RBAC"], isHot: true),
    room(
      "Generating",
      uses: ["Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests"]),
    room(
      "Analysis",
      uses: ["Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests"]),
    room(
      "Linting",
      uses: [
        "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
        "Analysis",
      ]),
    room(
      "Reports",
      uses: [
        "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests", "Analysis",
        "Linting",
      ]),
    room(
      "Tools",
      uses: [
        "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
      ]),
    room(
      "UseCases",
      uses: [
        "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
        "Generating", "Analysis", "Linting", "Reports", "Tools",
      ]),
    .executableTarget(
      name: "rolefit",
      dependencies: [
        "Host", "Diagnostics", "YAMLSyntax", "RBAC", "Catalog", "Manifests", "Generating",
        "Analysis", "Linting", "Reports", "Tools", "UseCases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: small),

    .executableTarget(
      name: "ReadingBenchmark", dependencies: ["Host", "YAMLSyntax"], path: "Benchmarks/Reading",
      swiftSettings: settings),
    .executableTarget(
      name: "CoversBenchmark", dependencies: ["Host", "YAMLSyntax", "RBAC"],
      path: "Benchmarks/Covers", swiftSettings: settings),
    .executableTarget(
      name: "JudgingBenchmark",
      dependencies: ["Host", "YAMLSyntax", "RBAC", "Manifests", "Analysis"],
      path: "Benchmarks/Judging", swiftSettings: settings),

    entries,

    .target(
      name: "TestSupport", dependencies: ["Host"], path: "Tests/Support",
      swiftSettings: settings),
    tests(of: "Host", uses: ["Host"]),
    tests(of: "Diagnostics", uses: ["Diagnostics"]),
    tests(of: "YAMLSyntax", uses: ["Host", "YAMLSyntax", "Diagnostics"]),
    tests(of: "RBAC", uses: ["RBAC"]),
    tests(of: "KubernetesAPI", uses: ["KubernetesAPI", "RBAC"]),
    tests(
      of: "Catalog", uses: ["Catalog", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI"]),
    tests(of: "Manifests", uses: ["Manifests", "Diagnostics", "YAMLSyntax", "RBAC", "Catalog"]),
    tests(
      of: "Generating",
      uses: [
        "Generating", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
      ]),
    tests(
      of: "Analysis",
      uses: [
        "Analysis", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
      ]),
    tests(
      of: "Linting",
      uses: [
        "Linting", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
        "Analysis",
      ]),
    tests(
      of: "Reports",
      uses: [
        "Reports", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
        "Analysis", "Linting",
      ]),
    tests(
      of: "Tools",
      uses: ["Tools", "Host", "Diagnostics", "YAMLSyntax", "RBAC", "Catalog", "Manifests"]),
    tests(
      of: "UseCases",
      uses: [
        "UseCases", "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog",
        "Manifests", "Generating", "Analysis", "Linting", "Reports", "Tools",
      ]),
    tests(
      of: "rolefit",
      uses: ["Host", "YAMLSyntax", "Diagnostics", "RBAC", "KubernetesAPI", "Catalog"]),
    tests(of: "TestSupport", uses: ["Host"]),
    tests(of: "Fuzzing", uses: ["FuzzEntries"]),
    tests(of: "Repository", uses: ["Host"]),
  ] + fuzzing
)
