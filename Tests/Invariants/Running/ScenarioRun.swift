import Book
import Containers
import Kubernetes
import KubernetesCluster
import Sessions
import Simulation
import Values

/// Runs scenarios: a session as a chapter has it, with a referee who watches every event.
enum ScenarioRun {
  /// So long after the last repair everything has to be as it is wanted.
  static let patience = VirtualDuration.minutes(25)
  /// So long it has to stay like that.
  static let calm = VirtualDuration.seconds(20)

  /// - Parameters:
  ///   - broken: a controller that is broken on purpose.
  ///   - traceLength: how many entries of the trace are wanted.
  static func outcome(
    of scenario: Scenario, broken: Mutant? = nil, traceLength: Int = 0
  ) -> Outcome {
    let session = Session(
      configuration: SessionConfiguration(
        seed: scenario.seed,
        settings: ["cluster": ["nodes": .integer(Int64(scenario.nodes))]]),
      plugins: [
        ContainersPlugin.plugin,
        KubernetesPlugin.plugin(controllers: broken?.controllers ?? ControllerChoice()),
      ], yamlReader: YamsReader())
    defer { session.finish() }
    guard session.diagnostics.isEmpty, let system = KubernetesSystem.of(session.world) else {
      return Outcome(
        violation: Violation(
          rule: .session, text: session.diagnostics.joined(separator: "; "), time: .zero),
        commandsRun: 0, events: 0, end: .zero, settling: .zero)
    }
    let referee = Referee(system)
    let start = session.world.eventCount
    var outcome = play(scenario, session, referee)
    referee.leave()
    outcome.events = session.world.eventCount - start
    outcome.end = session.world.now
    outcome.trace = session.world.trace.entries.suffix(traceLength).map {
      "\(Scenario.clock($0.time)) \($0.actor): \($0.subject) \($0.text)"
    }
    return outcome
  }

  private static func play(
    _ scenario: Scenario, _ session: Session, _ referee: Referee
  ) -> Outcome {
    var outcome = Outcome(
      violation: nil, commandsRun: 0, events: 0, end: .zero, settling: .zero)
    for workload in scenario.workloads {
      do throws(FileError) {
        try session.write(workload.manifest, toFile: workload.file)
      } catch {
        referee.fail(.session, "\(workload.file): \(error.text)")
      }
    }
    for command in scenario.commands {
      let step = session.run(command)
      if let failure = step.failure, referee.violation == nil {
        referee.fail(
          .session, "\(command): \(failure.text(limits: session.world.limits))")
      }
      if referee.violation != nil { break }
      outcome.commandsRun += 1
    }
    if referee.violation == nil { settle(session.world, referee, &outcome) }
    outcome.violation = referee.violation
    return outcome
  }

  /// Lets time pass until all is well and stays so, at most as long as there is patience.
  private static func settle(_ world: World, _ referee: Referee, _ outcome: inout Outcome) {
    let convergence = Convergence(referee)
    let start = world.now
    var step = VirtualDuration.seconds(1)
    var problem = convergence.problem()
    while problem != nil, world.now - start < patience, referee.violation == nil {
      world.run(until: world.now + step)
      step = min(step + .seconds(1), .seconds(15))
      problem = convergence.problem()
    }
    outcome.settling = world.now - start
    if problem == nil, referee.violation == nil {
      world.run(until: world.now + calm)
      problem = convergence.problem()
    }
    if let problem, referee.violation == nil {
      referee.fail(
        .convergence,
        "\(world.now - start < patience ? "after everything was well, " : "")\(problem)")
    }
  }
}
