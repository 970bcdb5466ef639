import OrderedCollections
public import Simulation
public import Values

extension StepRecording {
  /// The whole recording of the step as JSON, with its members in a fixed order.
  public var json: JSON {
    var members: OrderedMembers = [
      "command": .string(command), "output": .string(output),
      "exitStatus": .integer(Int64(exitStatus)), "start": .integer(start.milliseconds),
      "end": .integer(end.milliseconds), "events": .array(events.map { $0.json }),
      "waits": .array(waits.map { $0.json }),
    ]
    if let failure { members["failure"] = .string(failure.text(limits: Limits())) }
    return .object(members)
  }
}

extension TraceEntry {
  /// The entry as JSON: `number`, `time` in milliseconds, `actor`, `subject`, `text`, `cause`.
  public var json: JSON {
    [
      "number": .integer(number), "time": .integer(time.milliseconds), "actor": .string(actor),
      "subject": .string(subject), "text": .string(text),
      "cause": cause.map { .integer($0) } ?? .null,
    ]
  }
}

extension TraceWait {
  /// The waiting as JSON: `subject`, `actor`, `reason`, `since` in milliseconds.
  public var json: JSON {
    [
      "subject": .string(subject), "actor": .string(actor), "reason": .string(reason),
      "since": .integer(since.milliseconds),
    ]
  }
}
