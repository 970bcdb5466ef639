import Sessions
import Simulation

/// The state of a session behind a block: where others may fork it.
struct SessionMark {
  /// What was done until then: enough to have the state again.
  var actions: [Session.Action] = []
  var filesSeen = 0
  var differs = false
  /// The session, if nothing more can be done in it. What has ended is not played again: it would
  /// only use up its limits a second time.
  var ended: Session?
  /// How many forks lie between it and a session that began as a new world.
  var depth = 0

  /// Where a session is that begins here.
  var forked: SessionMark {
    var mark = self
    mark.depth += 1
    return mark
  }
}

extension Session {
  /// Does again what was done in another session.
  func performAgain(_ actions: [Action]) {
    for action in actions {
      switch action {
      case .run(let command): _ = run(command)
      case .check(let command): _ = check(command)
      case .write(let name, let text):
        do throws(FileError) { try write(text, toFile: name) } catch {}
      }
    }
  }
}
