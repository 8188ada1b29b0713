// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Steps with all that must come before them, in order.
  func chain(of last: [Int]) -> [ReachStep] { places(of: last).map(step) }

  /// The steps that lead to some, by their numbers, each after all that it needs.
  func places(of last: [Int]) -> [Int] {
    var done: Set<Int> = []
    var order: [Int] = []
    // A step is entered first, and left when all before it are there.
    var open = last.reversed().map { (number: $0, isLeft: false) }
    while let (number, isLeft) = open.popLast() {
      if isLeft {
        order.append(number)
        continue
      }
      guard done.insert(number).inserted else { continue }
      open.append((number, true))
      open += before(step(number)).reversed().map { ($0, false) }
    }
    return order
  }

  /// What must come before steps that are not the search's own.
  func chain(to last: [ReachStep]) -> [ReachStep] { chain(of: last.flatMap(before)) }

  private func before(_ step: ReachStep) -> [Int] {
    var numbers = step.parts
    let cause = cause(of: step.identity)
    let needsCredentials = RouteRegistry.needCredentials.contains(step.route)
    let credentialStep = needsCredentials ? cause.credentialStep : nil
    if let came = credentialStep ?? cause.step { numbers.append(came) }
    for request in step.requests {
      if case .step(let number)? = request.held?.source { numbers.append(number) }
    }
    return numbers
  }
}
