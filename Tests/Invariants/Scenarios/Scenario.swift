/// Everything that is done to a cluster in one run, and what it is done to.
struct Scenario: Hashable {
  /// The seed of the world's randomness.
  var seed: UInt64
  var nodes: Int
  var workloads: [Workload]
  var steps: [Step]
  /// Whether broken images and commands are replaced by good ones in the end.
  var mendsImages: Bool
  /// Whether deleted sets are applied again in the end.
  var reapplies: Bool

  /// Actions that happen one right after the other, some time after those before.
  struct Step: Hashable {
    /// In tenths of a second.
    var pause: Int
    var actions: [Action]

    /// The commands of the step, as lines of a console.
    var commands: [String] {
      let text = actions.map { $0.command }.joined(separator: "; ")
      return pause == 0 ? [text] : ["sleep \(Step.seconds(pause))", text]
    }

    static func seconds(_ tenths: Int) -> String {
      tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
  }

  /// The commands of the schedule, and then those that end all faults.
  var commands: [String] {
    steps.flatMap { $0.commands } + repairs.map { $0.command }
  }

  /// What ends all faults that the steps leave behind, so that everything can converge.
  var repairs: [Action] { Damage(after: self).repairs(of: self) }
}
