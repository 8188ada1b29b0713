// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Runs that are ended by force at any moment: each output file is the old or the new one, whole,
/// and no program that was started is left.
struct KillTests {
  private static let role = RBACText.podRole(verbs: "get, get, list")

  /// Commands that write, each with the files or folders it writes.
  private static let commands: [(words: String, outputs: [String])] = [
    ("generate clusterrole --actions all --output-file out.yaml --force", ["out.yaml"]),
    (
      "generate role --actions delete:pod --watch-namespace a --output-file out.yaml --force",
      ["out.yaml"]
    ),
    ("generate values --actions all --output-file out.yaml --force", ["out.yaml"]),
    ("generate manifests --actions all --output-file out.yaml --force", ["out.yaml"]),
    ("generate manifests --actions all --output-dir out --force", ["out"]),
    ("generate chart --output-dir out --force", ["out"]),
    ("generate template --catalog CATALOG --into template.yaml", ["template.yaml"]),
    ("generate values-schema --catalog CATALOG --into schema.json", ["schema.json"]),
    ("catalog init --output-file out.yaml --force", ["out.yaml"]),
    (
      "catalog learn --action do:it --from LOG --catalog CATALOG --output-file out.yaml --force",
      ["out.yaml"]
    ),
    ("lint role.yaml --fix", ["role.yaml"]),
    ("lint role.yaml --write-baseline out.json", ["out.json"]),
    ("lint role.yaml -o json=a.json -o sarif=b.json -o text=c.txt", ["a.json", "b.json", "c.txt"]),
    ("verify role.yaml --actions delete:pod -o json=a.json -o junit=b.xml", ["a.json", "b.xml"]),
    ("diff role.yaml role.yaml -o markdown=a.md -o json=b.json", ["a.md", "b.json"]),
    ("report --live --service-account a:b --actions delete:pod --output-dir out", ["out"]),
  ]

  /// What stands in the files before a run.
  private static func prepare(_ folder: TemporaryDirectory) throws {
    for name in try folder.names() {
      try FileManager.default.removeItem(atPath: folder.path(name))
    }
    try folder.write(role, to: "role.yaml")
    try folder.write("# rolefit:begin\n# rolefit:end\n", to: "template.yaml")
    try folder.write("{}\n", to: "schema.json")
    for name in ["out.json", "a.json", "b.json", "b.xml", "a.md", "c.txt"] {
      try folder.write("old\n", to: name)
    }
  }

  /// The files below some paths, hidden ones apart, with their contents.
  private static func contents(
    _ folder: TemporaryDirectory, _ outputs: [String]
  ) throws -> [String: String] {
    var contents: [String: String] = [:]
    for output in outputs {
      let path = folder.path(output)
      let below =
        Files.kind(of: path) == .directory
        ? try FileManager.default.subpathsOfDirectory(atPath: path).map { "\(output)/\($0)" }
        : [output]
      for name in below where Files.kind(of: folder.path(name)) == .file {
        if Paths.name(of: name).hasPrefix(".") { continue }
        contents[name] = try folder.read(name)
      }
    }
    return contents
  }

  private static let kubectl = """
    #!/bin/sh
    case "$*" in
    */version*) echo '{"major": "1", "minor": "31"}' ;;
    create*) echo 'Error from server (Forbidden): no' >&2; exit 1 ;;
    *) echo '{"kind": "List", "apiVersion": "v1", "metadata": {}, "items": []}' ;;
    esac
    """

  /// Starts the program in a folder; its number.
  private static func start(
    _ words: [String], in folder: TemporaryDirectory, path: String
  ) throws -> pid_t {
    let script = #"cd "$0" && exec "$@" >/dev/null 2>&1 </dev/null"#
    var process = pid_t()
    let arguments =
      (["sh", "-c", script, folder.path, RolefitBinary.path] + words).map { strdup($0) } + [nil]
    let variables =
      RolefitBinary.cleanEnvironment.merging(["PATH": path]) { $1 }
      .map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    // What is ignored or blocked here is not to be so there.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, variables) == 0 else {
      throw CocoaError(.executableNotLoadable)
    }
    return process
  }

  private static func wait(for process: pid_t) {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  @Test func everyFileIsTheOldOrTheNewOne() throws {
    var random = RandomSource(seed: 20_261_126)
    let folder = try TemporaryDirectory()
    let tools = try TemporaryDirectory()
    let path = try tools.searchPath(adding: "kubectl", script: Self.kubectl)
    let inputs = [
      "CATALOG": Repository.path("docs/catalogs/external-secrets.yaml"),
      "LOG": Repository.path("examples/audit.jsonl"),
    ]
    var kept = 0
    for (words, outputs) in Self.commands {
      let arguments = words.split(separator: " ").map { inputs[String($0)] ?? String($0) }
      try Self.prepare(folder)
      let old = try Self.contents(folder, outputs)
      let clock = ContinuousClock.now
      Self.wait(for: try Self.start(arguments, in: folder, path: path))
      let microseconds = max(
        1_000, Int((ContinuousClock.now - clock) / .microseconds(1)))
      let new = try Self.contents(folder, outputs)
      #expect(new != old, "\(words) writes nothing")
      for _ in 0..<14 {
        try Self.prepare(folder)
        let process = try Self.start(arguments, in: folder, path: path)
        usleep(useconds_t(Int.random(in: 0...microseconds, using: &random)))
        kill(process, SIGKILL)
        Self.wait(for: process)
        let left = try Self.contents(folder, outputs)
        for (name, text) in left {
          #expect(text == old[name] || text == new[name], "\(words): \(name) is neither")
        }
        #expect(Set(old.keys).isSubset(of: left.keys), "\(words): a file is gone")
        if left == old { kept += 1 }
      }
    }
    // Both must have been met, or the moments say nothing.
    #expect(kept > 0 && kept < 14 * Self.commands.count, "\(kept)")
  }

  /// Whether a process runs; one that has ended and waits to be noticed does not.
  private static func runs(_ process: String) -> Bool {
    guard let number = pid_t(process), kill(number, 0) == 0 else { return false }
    let state = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
    return state?.split(separator: ")").last?.split(separator: " ").first != "Z"
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGINT, SIGHUP], ["helm", "kubectl", "kustomize"])
  func noProgramIsLeft(signal: Int32, program: String) throws {
    let folder = try TemporaryDirectory()
    // It says its number, does not care for signals, and does not end.
    let script =
      "#!/bin/sh\ntrap '' TERM INT HUP\necho $$ >>'\(folder.path)/running'\nexec sleep 600\n"
    let path = try folder.searchPath(adding: program, script: script)
    try folder.write("resources: [role.yaml]\n", to: "k/kustomization.yaml")
    try folder.write(Self.role, to: "k/role.yaml")
    let words = [
      "helm": ["verify", "--chart", "repo/chart", "--actions", "delete:pod"],
      "kubectl": ["lint", "--live", "--timeout", "600s"], "kustomize": ["lint", "-k", "k"],
    ]
    for _ in 0..<3 {
      try? FileManager.default.removeItem(atPath: folder.path("running"))
      let process = try Self.start(words[program] ?? [], in: folder, path: path)
      while (try? folder.read("running"))?.hasSuffix("\n") != true { usleep(2_000) }
      kill(process, signal)
      Self.wait(for: process)
      let helper = try folder.read("running").split(separator: "\n").map(String.init)
      var tries = 0
      while helper.contains(where: Self.runs), tries < 2_000 {
        usleep(5_000)
        tries += 1
      }
      #expect(!helper.contains(where: Self.runs), "\(program) is left after signal \(signal)")
    }
  }
}
