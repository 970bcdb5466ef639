import Foundation
import Synchronization

/// Many seeds, spread over the processors.
public struct SeedRuns: Sendable {
  public var seeds: ClosedRange<UInt64>
  public var mutant: String?
  public var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// Told of each seed that breaks a rule, as soon as it does.
  public var onFailure: @Sendable (_ seed: UInt64, _ rule: String, _ text: String) -> Void = {
    _, _, _ in
  }

  public init(seeds: ClosedRange<UInt64>) { self.seeds = seeds }

  /// What came of all seeds.
  public struct Result: Sendable {
    /// The seeds that broke a rule, and which one, in order.
    public var failures: [(seed: UInt64, rule: String, text: String)] = []
    public var count = 0
    public var events: Int64 = 0
    public var virtualSeconds: Int64 = 0
    public var longestSettling: Int64 = 0
  }

  public func run() -> Result {
    let next = Atomic<UInt64>(seeds.lowerBound)
    let results = Mutex(Result())
    let broken = mutant.flatMap { Mutant(rawValue: $0) }
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let seed = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if seed > seeds.upperBound { return }
        let outcome = ScenarioRun.outcome(
          of: Generator.scenario(seed: seed), broken: broken)
        if let violation = outcome.violation {
          onFailure(seed, violation.rule.rawValue, violation.text)
        }
        results.withLock { result in
          result.count += 1
          result.events += outcome.events
          result.virtualSeconds += outcome.end.milliseconds / 1000
          result.longestSettling = max(
            result.longestSettling, outcome.settling.milliseconds / 1000)
          if let violation = outcome.violation {
            result.failures.append((seed, violation.rule.rawValue, violation.text))
          }
        }
      }
    }
    var result = results.withLock { $0 }
    result.failures.sort { $0.seed < $1.seed }
    return result
  }

  /// The scenario of a seed as a chapter, as small as could be found if it breaks a rule.
  ///
  /// `traceLength` entries of the world's trace follow, as a comment.
  public static func chapter(
    seed: UInt64, mutant: String? = nil, shrinks: Bool = true, traceLength: Int = 0
  ) -> String {
    let broken = mutant.flatMap { Mutant(rawValue: $0) }
    let scenario = Generator.scenario(seed: seed)
    let outcome = ScenarioRun.outcome(of: scenario, broken: broken)
    guard let violation = outcome.violation else { return scenario.chapter() }
    guard shrinks else {
      return scenario.chapter(violation, commandsRun: outcome.commandsRun)
    }
    var shrinker = Shrinker(scenario, violation, broken: broken)
    shrinker.shrink()
    let smallest = ScenarioRun.outcome(
      of: shrinker.scenario, broken: broken, traceLength: traceLength)
    let text = shrinker.scenario.chapter(
      smallest.violation, commandsRun: smallest.commandsRun)
    if traceLength == 0 { return text }
    return text + "\n<!--\n\(smallest.trace.joined(separator: "\n"))\n-->"
  }

  /// The rule that a mutant is made to break.
  public static func ruleBroken(by mutant: String) -> String {
    (Mutant(rawValue: mutant)?.broken ?? .session).rawValue
  }

  public static var mutants: [String] { Mutant.allCases.map { $0.rawValue } }
}
