import Book
import Containers
import Databases
import Foundation
import Kubernetes
import KubernetesCluster
import Sessions
import Simulation
import Synchronization
import WebApps

/// A chapter that is played while a referee watches.
public enum WatchedChapter {
  /// Plays a chapter and says what its worlds broke, one sentence each, or why it could not be
  /// played.
  ///
  /// - Parameters:
  ///   - text: the chapter's Markdown.
  ///   - mutant: a controller that is broken on purpose.
  public static func problems(in text: String, file: String, mutant: String? = nil) -> [String] {
    let found = Findings()
    let broken = mutant.flatMap { Mutant(rawValue: $0) }
    let (chapter, mistakes) = ChapterReader(isLone: true).read(Array(text.utf8), file: file)
    let runner = ChapterRunner(plugins: [
      ContainersPlugin.plugin,
      KubernetesPlugin.plugin(controllers: broken?.controllers ?? ControllerChoice()),
      DatabasesPlugin.plugin, WebAppsPlugin.plugin,
      RefereePlugin.plugin(found),
    ])
    let run = runner.run(chapter, mistakes: mistakes)
    let violations = found.all
    if violations.isEmpty, !run.wasRun {
      return run.diagnostics.map { "\(file): \($0.summary)" }
    }
    return violations.map {
      "\(file): at \(Scenario.clock($0.time)) the rule of \($0.rule.rawValue) is broken: \($0.text)"
    }
  }
}

/// What referees saw, in whichever threads.
final class Findings: Sendable {
  private let violations = Mutex<[Violation]>([])

  var all: [Violation] { violations.withLock { $0 } }

  func add(_ violation: Violation) { violations.withLock { $0.append(violation) } }
}

/// The plugin that lets a referee watch every world with a cluster.
enum RefereePlugin {
  static func plugin(_ findings: Findings) -> SimulationPlugin {
    SimulationPlugin(name: "referee", version: "1", summary: "watches the rules of the cluster") {
      registrations in
      let world = registrations.world
      // Settings are applied in their order: the cluster is there now, and nothing has happened.
      registrations.setting("referee", summary: "nothing to set") {
        [unowned(unsafe) world] _ in
        if let system = KubernetesSystem.of(world) {
          world.add(RefereeSeat(Referee(system) { findings.add($0) }), named: "referee")
        }
        return []
      }
    }
  }
}

/// Keeps a referee as long as its world.
final class RefereeSeat: WorldComponent {
  let referee: Referee

  init(_ referee: Referee) {
    self.referee = referee
    super.init()
  }
}
