import OrderedCollections
import Simulation

/// Says in a sentence why a container is as it is, or is not there.
struct DockerExplanation {
  let system: DockerSystem

  /// A sentence about `container/web` or `container/host-2/web`; nil for other kinds.
  func text(about subject: String) -> String? {
    let parts = subject.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    guard parts.first == "container", parts.count == 2 || parts.count == 3 else { return nil }
    let name = parts[parts.count - 1]
    let host = parts.count == 3 ? parts[1] : nil
    let found = system.containers(named: name, on: host)
    if found.count > 1 {
      let names = found.map { $0.container.subject }
      return "there are several containers \(name): \(names.joined(separator: ", "))"
    }
    guard let (engine, container) = found.first else {
      let last = system.world.trace.last(about: subject)
      return "there is no container \(name)"
        + (last.map { "; last: \($0.text) (\($0.actor), at \($0.time.calendar.clock))" } ?? "")
    }
    return text(about: container, engine)
  }

  private func text(about container: DockerContainer, _ engine: DockerEngine) -> String {
    let trace = system.world.trace
    if let wait = trace.waits[container.subject] {
      return "\(container.name) waits: \(wait.reason) (\(wait.actor), since"
        + " \(wait.since.calendar.clock))"
    }
    var text: String
    switch container.state {
    case .running:
      text = "\(container.name) runs since \(container.startedAt?.calendar.clock ?? "")"
      if container.restartCount > 0 {
        text +=
          ", started again \(DockerExplanation.times(container.restartCount)) by \(engine.actor)"
      }
    case .created:
      text =
        container.startFailure.map { "\(container.name) could not be started: \($0.message)" }
        ?? "\(container.name) was not started yet"
    case .restarting: text = "\(container.name) is about to be started again"
    case .exited:
      text = "\(container.name) ended with status \(container.exitStatus), and \(reason(container))"
    }
    if let last = trace.last(about: container.subject) {
      text += "; last: \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
      if let cause = trace.chain(from: last.number).first(where: {
        $0.subject != container.subject || $0.actor != last.actor
      }) {
        text += ", because of: \(cause.text) (\(cause.actor), at \(cause.time.calendar.clock))"
      }
    }
    return text
  }

  /// Why a container that ended is not started again.
  private func reason(_ container: DockerContainer) -> String {
    let policy = container.settings.restart
    switch policy.name {
    case .no: return "has no restart policy"
    case .always, .unlessStopped: return "was stopped by hand"
    case .onFailure where container.wasStoppedByHand: return "was stopped by hand"
    case .onFailure where container.exitStatus == 0: return "its policy asks only for failures"
    case .onFailure:
      return
        "was started again \(DockerExplanation.times(container.restartCount)), which is the limit"
    }
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
