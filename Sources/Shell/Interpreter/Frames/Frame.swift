import Simulation

/// A command that has begun and not ended: the interpreter is a stack of these.
///
/// Nothing recurses: a command that contains others pushes a frame for each and goes on when that
/// is done. So a shell can stop anywhere and be resumed by an event.
class Frame {
  /// Whether a failure in here is looked at by somebody, so that `set -e` does not end the shell.
  let isTested: Bool

  init(isTested: Bool) { self.isTested = isTested }

  /// Does the next bit of work: pushes a frame, waits for something, or ends by `shell.pop()`.
  func step(_ shell: Interpreter) { shell.pop() }

  /// Called when the frame is taken off the stack, in whichever way.
  func leave(_ shell: Interpreter) {}

  /// Whether nothing of it is left to do once the frame above has ended.
  var isSpent: Bool { false }
}
