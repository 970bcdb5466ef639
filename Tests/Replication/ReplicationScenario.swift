import Simulation

/// What is done to a source and its replicas, step by step.
public struct ReplicationScenario: Sendable {
  /// One thing that is done, and how long nothing else is done after it.
  public struct Step: Sendable {
    public enum Action: Hashable, Sendable {
      /// The client writes the next number, or connects if it must.
      case write
      /// A server's process is killed.
      case kill(Int)
      /// A machine loses its power.
      case cutPower(Int)
      /// A machine is cut off from the other two.
      case isolate(Int)
      /// The network is repaired.
      case heal
      /// What is down is started.
      case revive
    }

    public var action: Action
    public var milliseconds: Int64
  }

  public var seed: UInt64
  public var mode: ReplicatedServers.Mode
  public var steps: [Step]

  /// The scenario of a seed.
  public init(seed: UInt64, mode: ReplicatedServers.Mode) {
    self.seed = seed
    self.mode = mode
    steps = []
    var draws = KeyedRandom(seed: seed).draws("replication", mode.rawValue)
    for _ in 0..<40 {
      steps.append(Step(action: .write, milliseconds: 0))
      switch draws.pick(below: 24) {
      case 0: add(.kill(1 + draws.pick(below: 3)))
      case 1: add(.cutPower(1 + draws.pick(below: 3)))
      case 2: add(.isolate(1 + draws.pick(below: 3)))
      case 3, 4: add(.heal)
      case 5, 6, 7: add(.revive)
      default: break
      }
      steps[steps.count - 1].milliseconds = Int64(draws.pick(below: 120))
    }
  }

  private mutating func add(_ action: Step.Action) {
    steps.append(Step(action: action, milliseconds: 0))
  }

  /// The steps as lines.
  public var text: String {
    var text =
      "db2 and db3 follow db1, \(mode.rawValue); each write is a row of its own and a register.\n"
    for step in steps {
      text += "  \(step.action.text)"
      text += step.milliseconds > 0 ? ", wait \(step.milliseconds) ms\n" : "\n"
    }
    return text
  }
}

extension ReplicationScenario.Step.Action {
  var text: String {
    switch self {
    case .write: "write at db1"
    case .kill(let number): "kill the server on db\(number)"
    case .cutPower(let number): "cut the power of db\(number)"
    case .isolate(let number): "cut db\(number) off from the other two"
    case .heal: "repair the network"
    case .revive: "start what is down"
    }
  }
}
