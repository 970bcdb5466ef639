import Glibc
import Sessions
import Synchronization

/// Holds what wants to pass until it is opened, but not for ever.
final class Gate: Sendable {
  private let isOpen = Mutex(false)
  private let waiting = Mutex(0)
  var waitingCount: Int { waiting.withLock { $0 } }

  func open() { isOpen.withLock { $0 = true } }

  /// Every world of a chapter passes it at its beginning.
  var plugin: SimulationPlugin { plugin { _ in true } }

  /// The worlds of chapters pass it whose front matter says `gate: true`.
  var pluginOfSomeChapters: SimulationPlugin { plugin { $0 } }

  private func plugin(_ holds: @escaping @Sendable (_ isNamed: Bool) -> Bool) -> SimulationPlugin {
    SimulationPlugin(name: "gate", version: "1.0", summary: "Holds worlds") { registrations in
      registrations.setting("gate", summary: "says that the chapter is held") { value in
        if holds(value != nil) { self.pass() }
        return []
      }
    }
  }

  func pass() {
    waiting.withLock { $0 += 1 }
    let start = ContinuousClock.now
    while !isOpen.withLock({ $0 }), ContinuousClock.now - start < .seconds(120) { usleep(2000) }
    waiting.withLock { $0 -= 1 }
  }
}
