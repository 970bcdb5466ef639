import Foundation
import Synchronization

/// Many seeds, each asynchronous and semi-synchronous, spread over the processors.
public struct ReplicationSeeds: Sendable {
  public var seeds: ClosedRange<UInt64>
  public var modes = ReplicatedServers.Mode.allCases
  /// The name of a server that breaks a rule on purpose.
  public var broken: String?
  public var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)

  public init(seeds: ClosedRange<UInt64>) { self.seeds = seeds }

  public struct Failure: Sendable {
    public var seed: UInt64
    public var mode: ReplicatedServers.Mode
    public var rule: String
    public var text: String
  }

  /// What came of all runs.
  public struct Result: Sendable {
    /// The runs that broke a rule, in order.
    public var failures: [Failure] = []
    public var runs = 0
    public var events: Int64 = 0
    public var virtualSeconds: Int64 = 0
    public var acknowledged = 0
    /// Acknowledged writes that failing over lost, where that is allowed.
    public var lost = 0
    /// Semi-synchronous runs in which the source never gave up waiting.
    public var undegraded = 0

    /// The seeds with a run that broke a rule.
    public var seeds: Int { Set(failures.map { $0.seed }).count }
  }

  public func run() -> Result {
    let next = Atomic<UInt64>(seeds.lowerBound)
    let results = Mutex(Result())
    let broken = broken.flatMap { BrokenReplication(rawValue: $0) }
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let seed = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if seed > seeds.upperBound { return }
        for mode in modes {
          let outcome = ReplicationRun.outcome(
            of: ReplicationScenario(seed: seed, mode: mode), broken: broken)
          results.withLock { result in
            result.runs += 1
            result.events += outcome.events
            result.virtualSeconds += outcome.end.milliseconds / 1000
            result.acknowledged += outcome.acknowledged
            result.lost += outcome.lost
            if mode == .semiSynchronous, !outcome.wasDegraded { result.undegraded += 1 }
            if let violation = outcome.violation {
              result.failures.append(
                Failure(
                  seed: seed, mode: mode, rule: violation.rule.rawValue, text: violation.text))
            }
          }
        }
      }
    }
    var result = results.withLock { $0 }
    result.failures.sort { ($0.seed, $0.mode.rawValue) < ($1.seed, $1.mode.rawValue) }
    return result
  }

  /// A seed's scenario as text, as short as could be found if it breaks a rule, which follows.
  public static func scenario(
    seed: UInt64, mode: ReplicatedServers.Mode, broken: String? = nil, shrinks: Bool = true
  ) -> String {
    let broken = broken.flatMap { BrokenReplication(rawValue: $0) }
    let scenario = ReplicationScenario(seed: seed, mode: mode)
    guard let violation = ReplicationRun.outcome(of: scenario, broken: broken).violation else {
      return scenario.text
    }
    guard shrinks else {
      return scenario.text + "\(violation.rule.rawValue): \(violation.text)\n"
    }
    var shrinker = ReplicationShrinker(scenario, violation.rule, broken: broken)
    shrinker.shrink()
    let smallest = ReplicationRun.outcome(of: shrinker.scenario, broken: broken).violation
    return shrinker.scenario.text
      + "\(violation.rule.rawValue): \(smallest?.text ?? violation.text)\n"
  }

  /// The rule that a broken server must be caught by.
  public static func ruleBroken(by name: String) -> String {
    BrokenReplication(rawValue: name)?.rule.rawValue ?? ""
  }

  public static var brokenServers: [String] { BrokenReplication.allCases.map { $0.rawValue } }
}
