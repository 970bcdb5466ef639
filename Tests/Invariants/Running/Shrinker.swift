/// Makes a scenario that breaks a rule smaller, as long as it still breaks the same rule.
struct Shrinker {
  private(set) var scenario: Scenario
  private(set) var violation: Violation
  private let broken: Mutant?
  /// How many more runs may be tried.
  private var budget: Int

  init(_ scenario: Scenario, _ violation: Violation, broken: Mutant?, budget: Int = 400) {
    self.scenario = scenario
    self.violation = violation
    self.broken = broken
    self.budget = budget
  }

  /// The smallest scenario found.
  mutating func shrink() {
    var before = scenario
    repeat {
      before = scenario
      dropSteps()
      dropActions()
      dropWorkloads()
      shorten()
      simplify()
    } while scenario != before && budget > 0
  }

  /// Takes a smaller scenario over when it breaks the same rule.
  @discardableResult
  private mutating func attempt(_ smaller: Scenario) -> Bool {
    guard budget > 0, smaller != scenario else { return false }
    budget -= 1
    guard let found = ScenarioRun.outcome(of: smaller, broken: broken).violation,
      found.rule == violation.rule
    else { return false }
    scenario = smaller
    violation = found
    return true
  }

  /// Leaves out halves, quarters, and in the end single steps.
  private mutating func dropSteps() {
    var size = max(1, scenario.steps.count / 2)
    while true {
      var start = 0
      while start < scenario.steps.count {
        var smaller = scenario
        let end = min(start + size, smaller.steps.count)
        smaller.steps.removeSubrange(start..<end)
        if !attempt(smaller) { start += size }
      }
      if size == 1 { return }
      size /= 2
    }
  }

  private mutating func dropActions() {
    for step in scenario.steps.indices where scenario.steps[step].actions.count > 1 {
      var action = 0
      while action < scenario.steps[step].actions.count, scenario.steps[step].actions.count > 1 {
        var smaller = scenario
        smaller.steps[step].actions.remove(at: action)
        if !attempt(smaller) { action += 1 }
      }
    }
  }

  /// Leaves out workloads that nothing is done with any more.
  private mutating func dropWorkloads() {
    let used = scenario.commands.joined(separator: "\n")
    var smaller = scenario
    smaller.workloads.removeAll { !used.contains($0.file) }
    attempt(smaller)
  }

  private mutating func shorten() {
    for step in scenario.steps.indices {
      let pause = scenario.steps[step].pause
      for shorter in [0, 10, pause / 100 * 10, pause / 2, pause / 10 * 10] where shorter < pause {
        var smaller = scenario
        smaller.steps[step].pause = shorter
        if attempt(smaller) { break }
      }
    }
  }

  /// Replaces what is unusual about the scenario by what is usual.
  private mutating func simplify() {
    for nodes in [1, 2, 3] where nodes < scenario.nodes {
      var smaller = scenario
      smaller.nodes = nodes
      if attempt(smaller) { break }
    }
    for index in scenario.workloads.indices {
      for simpler in scenario.workloads[index].simpler {
        var smaller = scenario
        smaller.replace(scenario.workloads[index], by: simpler)
        attempt(smaller)
      }
    }
  }
}

extension Scenario {
  /// The workload, and everything that is done with it, exchanged for another one.
  mutating func replace(_ old: Workload, by new: Workload) {
    workloads = workloads.map { $0 == old ? new : $0 }
    for step in steps.indices {
      steps[step].actions = steps[step].actions.map { $0.replacing(old, by: new) }
    }
  }
}

extension Workload {
  /// The same with one thing less each.
  var simpler: [Workload] {
    var all: [Workload] = []
    func with(_ change: (inout Workload) -> Void) {
      var copy = self
      change(&copy)
      if copy != self { all.append(copy) }
    }
    with { $0.storageClass = nil }
    with { $0.hasProbe = false }
    with { $0.minReadySeconds = 0 }
    with { $0.service = .headless }
    with { $0.stopsSlowly = false }
    with { $0.graceSeconds = 30 }
    with { $0.tolerationSeconds = nil }
    with { $0.image = 0 }
    for count in 1..<4 { with { if $0.replicas > count { $0.replicas = count } } }
    if case .statefulSet(let options) = kind {
      for plain in options.simpler { with { $0.kind = .statefulSet(plain) } }
    }
    if case .deployment(let options) = kind {
      var plain = options
      plain.surge = "1"
      plain.unavailable = "0"
      with { $0.kind = .deployment(plain) }
    }
    return all
  }
}

extension Workload.StatefulSetOptions {
  var simpler: [Workload.StatefulSetOptions] {
    var all: [Workload.StatefulSetOptions] = []
    var copy = self
    copy.start = 0
    all.append(copy)
    copy = self
    copy.update = .partition(0)
    all.append(copy)
    copy = self
    copy.isParallel = false
    all.append(copy)
    copy = self
    copy.whenScaled = "Retain"
    copy.whenDeleted = "Retain"
    all.append(copy)
    return all
  }
}
