/// Makes a scenario that breaks a rule as short as it can, one after the other leaving out what is
/// not needed for it.
struct ReplicationShrinker {
  private(set) var scenario: ReplicationScenario
  private let rule: ReplicationOutcome.Rule
  private let broken: BrokenReplication?

  init(
    _ scenario: ReplicationScenario, _ rule: ReplicationOutcome.Rule, broken: BrokenReplication?
  ) {
    self.scenario = scenario
    self.rule = rule
    self.broken = broken
  }

  mutating func shrink() {
    var size = scenario.steps.count / 2
    while size > 0 {
      var start = 0
      while start < scenario.steps.count {
        var smaller = scenario
        smaller.steps.removeSubrange(start..<min(start + size, smaller.steps.count))
        if breaks(smaller) { scenario = smaller } else { start += size }
      }
      size /= 2
    }
    for index in scenario.steps.indices where scenario.steps[index].milliseconds > 0 {
      var smaller = scenario
      smaller.steps[index].milliseconds = 0
      if breaks(smaller) { scenario = smaller }
    }
  }

  private func breaks(_ scenario: ReplicationScenario) -> Bool {
    ReplicationRun.outcome(of: scenario, broken: broken).violation?.rule == rule
  }
}
