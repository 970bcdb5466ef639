extension Interpreter {
  /// The innermost function that runs.
  var currentFunction: FunctionFrame? {
    for frame in frames.reversed() {
      if let function = frame as? FunctionFrame { return function }
    }
    return nil
  }

  /// Leaves the innermost function or sourced file. Returns false when there is none.
  func returnFromFunction(_ status: Int32) -> Bool {
    guard frames.contains(where: { $0 is FunctionFrame || $0 is SourceFrame }) else {
      return false
    }
    unwind { $0 is FunctionFrame || $0 is SourceFrame }
    state.status = status & 255
    pop()
    return true
  }

  /// How many loops run, up to the function or file that they are in.
  var loopDepth: Int {
    var depth = 0
    for frame in frames.reversed() {
      if frame is LoopFrame { depth += 1 }
      if frame is FunctionFrame || frame is SourceFrame { break }
    }
    return depth
  }

  /// Leaves loops; the last one is left or, with `continuing`, goes on with its next round.
  func leaveLoops(_ count: Int, continuing: Bool) {
    var rest = min(count, loopDepth)
    state.status = 0
    while rest > 0 {
      unwind { $0 is LoopFrame }
      rest -= 1
      if rest > 0 || !continuing {
        pop()
      } else if let loop = frames.last as? LoopFrame {
        loop.nextRound()
      }
    }
  }
}
