import Foundation
import Invariants

/// `InvariantRuns [--seeds N] [--from N] [--jobs N] [--mutant NAME]…`: runs seeds and says which
/// break a rule, the first one as a chapter that reproduces it.
/// `InvariantRuns --seed N [--whole] [--trace LENGTH]`: one seed as a chapter.
@main
struct Main {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func take(_ flag: String) -> String? {
      guard let index = arguments.firstIndex(of: flag), index + 1 < arguments.count else {
        return nil
      }
      let value = arguments[index + 1]
      arguments.removeSubrange(index...index + 1)
      return value
    }
    func number(_ flag: String) -> UInt64? { take(flag).flatMap { UInt64($0) } }
    let mutant = take("--mutant")
    if let mutant, !SeedRuns.mutants.contains(mutant) {
      print("there is no mutant '\(mutant)'; there are \(SeedRuns.mutants.joined(separator: ", "))")
      exit(2)
    }
    if let seed = number("--seed") {
      print(
        SeedRuns.chapter(
          seed: seed, mutant: mutant, shrinks: !arguments.contains("--whole"),
          traceLength: Int(number("--trace") ?? 0)))
      return
    }
    let first = number("--from") ?? 1
    let count = number("--seeds") ?? 100
    var runs = SeedRuns(seeds: first...(first + max(1, count) - 1))
    runs.mutant = mutant
    if let jobs = number("--jobs") { runs.jobs = Int(jobs) }
    let start = ContinuousClock().now
    let result = runs.run()
    let seconds = start.duration(to: ContinuousClock().now).components
    var rules: [String: Int] = [:]
    for failure in result.failures {
      rules[failure.rule, default: 0] += 1
      if arguments.contains("--list") {
        print("seed \(failure.seed): \(failure.rule): \(failure.text)")
      }
    }
    print(
      "\(result.count) seeds\(mutant.map { " with the mutant \($0)" } ?? ""),"
        + " \(result.failures.count) break a rule;"
        + " \(result.events) events, \(result.virtualSeconds) s of virtual time, at most"
        + " \(result.longestSettling) s to settle; \(seconds.seconds) s")
    for (rule, count) in rules.sorted(by: { $0.key < $1.key }) { print("  \(rule): \(count)") }
    guard let failure = result.failures.first else { return }
    print("\nThe first, as small as it could be made:\n")
    print(SeedRuns.chapter(seed: failure.seed, mutant: mutant))
    if mutant == nil { exit(1) }
  }
}
