// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct AtomSetPropertyTests {
  /// Runs `body` on 500 random inputs; `seed` is the first's.
  private func forEachCase(seed: UInt64, _ body: (inout RandomPolicy, Comment) -> Void) {
    for number in 0..<500 {
      let seed = seed &+ UInt64(number)
      var random = RandomPolicy(seed: seed)
      body(&random, "seed \(seed)")
    }
  }

  @Test func coversAreFoundAsTheDefinitionFindsThem() {
    forEachCase(seed: 0x5EED_0010) { random, comment in
      let owner = AtomSet(random.scopedRules())
      let servant = AtomSet(random.scopedRules())
      for atom in servant.atoms {
        #expect(owner.covers(atom) == owner.atoms.contains { $0.covers(atom) }, comment)
        let covers = owner.covers(of: atom)
        #expect(covers.isEmpty == !owner.covers(atom), comment)
        #expect(covers.allSatisfy { owner.atoms.contains($0) && $0.covers(atom) }, comment)
      }
      #expect(owner.covers(servant) == servant.subtracting(owner).isEmpty, comment)
    }
  }

  @Test func rulesCoverWhatTheirAtomsCover() {
    var covered = 0
    forEachCase(seed: 0x5EED_0016) { random, comment in
      let owner = random.rules(atMost: 6)
      let servant = random.rules(atMost: 2)
      let expected = AtomSet(owner, scope: .cluster).covers(AtomSet(servant, scope: .cluster))
      #expect(owner.cover(servant) == expected, comment)
      #expect((owner + servant).cover(servant), comment)
      // More rules than are compared entry by entry.
      let many =
        owner + (0..<70).map { PolicyRule(apiGroups: ["g\($0)"], resources: [], verbs: []) }
      #expect(many.cover(servant) == expected, comment)
      for rule in servant {
        var part = rule
        part.verbs = [rule.verbs[0]]
        part.resourceNames = Array(rule.resourceNames.prefix(1))
        let expected = AtomSet(owner, scope: .cluster).covers(AtomSet([part], scope: .cluster))
        #expect(owner.cover([part]) == expected, comment)
        covered += expected ? 1 : 0
      }
    }
    #expect(covered > 20)
  }

  @Test func textsOfAnyLengthAreToldApart() {
    // Those of more than sixteen bytes differ in the middle.
    let names = (0...40).flatMap { length in
      [String](
        Set(
          (0..<max(length, 1)).map { place in
            String((0..<length).map { $0 == place ? "b" : "a" })
          }))
    }
    for name in names {
      let owner = [
        PolicyRule(apiGroups: [""], resources: ["pods"], resourceNames: [name], verbs: ["get"])
      ]
      for other in names {
        let servant = [
          PolicyRule(apiGroups: [""], resources: ["pods"], resourceNames: [other], verbs: ["get"])
        ]
        guard owner.cover(servant) != (name == other) else { continue }
        Issue.record("'\(name)' and '\(other)' are taken for \(name == other ? "two" : "one")")
      }
    }
  }

  @Test func pathsAreFoundHoweverTheyAreNested() {
    forEachCase(seed: 0x5EED_0013) { random, comment in
      func atoms(_ count: Int) -> [Atom] {
        (0..<count).map { _ in
          let url = "/" + random.some(["a", "b"], atLeast: 0, atMost: 6).joined()
          return Atom(.nonResource(verb: "get", url: url + random.pick(["", "*", "**"])))
        }
      }
      let owner = AtomSet(atoms(12))
      for atom in atoms(12) {
        #expect(owner.covers(atom) == owner.atoms.contains { $0.covers(atom) }, comment)
      }
      let reduced = owner.reduced()
      #expect(reduced.covers(owner) && owner.covers(reduced), comment)
      for atom in reduced.atoms {
        #expect(!reduced.atoms.contains { $0 != atom && $0.covers(atom) }, comment)
      }
    }
  }

  @Test func reducedIsTheLeastThatCoversTheSame() {
    forEachCase(seed: 0x5EED_0011) { random, comment in
      let set = AtomSet(random.scopedRules())
      let reduced = set.reduced()
      #expect(reduced.covers(set) && set.covers(reduced), comment)
      #expect(reduced.atoms.count <= set.atoms.count, comment)
      for atom in reduced.atoms {
        let rest = reduced.atoms.filter { $0 != atom }
        #expect(!rest.contains { $0.covers(atom) }, comment)
      }
      #expect(reduced.reduced() == reduced, comment)
    }
  }

  @Test func normalFormLosesNothingAndAddsNothing() {
    forEachCase(seed: 0x5EED_0012) { random, comment in
      let rules = random.scopedRules()
      let set = AtomSet(rules)
      let normal = set.normalForm()
      #expect(AtomSet(normal) == set.reduced(), comment)
      #expect(normal.flatMap(\.atoms).count == set.reduced().atoms.count, comment)
      for _ in 0..<20 {
        let request = random.request()
        // The server's covers lets */log stand for pods/log, its matcher not for a resource
        // "pods/log" without a subresource. No API request is made so.
        if case .resource(let request) = request, request.resource.contains("/") { continue }
        for scope in [Scope.cluster, .namespace("x"), .namespace("y")] {
          let before = rules.contains { $0.scope.covers(scope) && $0.rule.allows(request) }
          let after = normal.contains { $0.scope.covers(scope) && $0.rule.allows(request) }
          #expect(before == after, comment)
        }
      }
    }
  }

  @Test func normalFormIsOneForAllWaysToWriteASet() {
    forEachCase(seed: 0x5EED_0013) { random, comment in
      let rules = random.scopedRules()
      let normal = AtomSet(rules).normalForm()
      #expect(AtomSet(normal).normalForm() == normal, comment)
      #expect(AtomSet(rules.shuffled(using: &random.random)).normalForm() == normal, comment)
      let atoms = AtomSet(rules).atoms.shuffled(using: &random.random)
      #expect(
        AtomSet(atoms.map { ScopedRule(rule: $0.rule, scope: $0.scope) }).normalForm() == normal,
        comment)
      #expect(AtomSet(atoms + AtomSet(normal).atoms).normalForm() == normal, comment)
    }
  }

  @Test func normalFormKeepsItsShape() {
    forEachCase(seed: 0x5EED_0014) { random, comment in
      let normal = AtomSet(random.scopedRules()).normalForm()
      var places: Set<[String]> = []
      var merges: Set<[[String]]> = []
      for rule in normal {
        let scope = rule.scope.namespace ?? "*"
        let rule = rule.rule
        #expect(rule.apiGroups.count == (rule.nonResourceURLs.isEmpty ? 1 : 0), comment)
        for resource in rule.resources {
          for name in rule.resourceNames.isEmpty
            ? ["any"] : rule.resourceNames.map({ "=\($0.utf8.map { $0 })" })
          {
            #expect(places.insert([scope, rule.apiGroups[0], resource, name]).inserted, comment)
          }
        }
        // Nothing is left that could share a rule.
        let names = rule.resourceNames.map { "\(Array($0.utf8))" }
        #expect(merges.insert([[scope], rule.apiGroups, names, rule.verbs]).inserted, comment)
        let named = rule.resourceNames.isEmpty ? [] : ["named"]
        for resource in rule.resources {
          #expect(
            merges.insert([[scope], rule.apiGroups, [resource], named, rule.verbs]).inserted,
            comment)
        }
      }
    }
  }

  @Test func differencesRestoreWhatTheyWereTakenFrom() {
    forEachCase(seed: 0x5EED_0015) { random, comment in
      let old = AtomSet(random.scopedRules())
      let new = AtomSet(random.scopedRules())
      let difference = RuleDifference(from: old, to: new)
      #expect(difference.added.isEmpty == old.covers(new), comment)
      #expect(difference.removed.isEmpty == new.covers(old), comment)
      let both = old.union(new).normalForm()
      #expect(old.union(AtomSet(difference.added)).normalForm() == both, comment)
      #expect(new.union(AtomSet(difference.removed)).normalForm() == both, comment)
    }
  }
}
