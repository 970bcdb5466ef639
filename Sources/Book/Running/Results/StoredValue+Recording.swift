import Scenes
import Sessions
import Simulation

extension StepRecording: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(command)
    writer.write(output)
    writer.write(Int64(exitStatus))
    writer.write(start.milliseconds)
    writer.write(end.milliseconds)
    writer.write(events)
    writer.write(waits)
    writer.write(failure != nil)
    failure?.write(to: &writer)
    writer.write(moments)
    writer.write(messages)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    let command = try reader.text()
    let output = try reader.text()
    guard let exitStatus = Int32(exactly: try reader.signed()) else { throw StoredValueFault() }
    self.init(
      command: command, output: output, exitStatus: exitStatus,
      start: VirtualTime(milliseconds: try reader.signed()),
      end: VirtualTime(milliseconds: try reader.signed()),
      events: try reader.values(), waits: try reader.values(),
      failure: try reader.bool() ? try SessionFailure(from: &reader) : nil,
      moments: try reader.values(), messages: try reader.values())
  }
}

extension TraceMessage: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(time.milliseconds)
    writer.write(number)
    writer.write(from)
    writer.write(to)
    writer.write(question)
    writer.write(answer)
    writer.write(isFailure)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      time: VirtualTime(milliseconds: try reader.signed()), number: try reader.signed(),
      from: try reader.text(), to: try reader.text(), question: try reader.text(),
      answer: try reader.text(), isFailure: try reader.bool())
  }
}

extension SceneMoment: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(time.milliseconds)
    scene.write(to: &writer)
    writer.write(entry.map { [$0] } ?? [])
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      time: VirtualTime(milliseconds: try reader.signed()), scene: try Scene(from: &reader),
      entry: try reader.values(TraceEntry.self).last)
  }
}

extension TraceEntry: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(number)
    writer.write(time.milliseconds)
    writer.write(actor)
    writer.write(subject)
    writer.write(text)
    writer.write(cause != nil)
    if let cause { writer.write(cause) }
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      number: try reader.signed(), time: VirtualTime(milliseconds: try reader.signed()),
      actor: try reader.text(), subject: try reader.text(), text: try reader.text(),
      cause: try reader.bool() ? try reader.signed() : nil)
  }
}

extension TraceWait: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(subject)
    writer.write(actor)
    writer.write(reason)
    writer.write(since.milliseconds)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    self.init(
      subject: try reader.text(), actor: try reader.text(), reason: try reader.text(),
      since: VirtualTime(milliseconds: try reader.signed()))
  }
}

extension SessionFailure: StoredValue {
  /// The limits that can be exceeded, by their numbers in the bytes.
  private static let limits: [LimitExceeded] = [
    .virtualTime, .events, .shellSteps, .work, .outputBytes, .nesting, .processes, .objects,
    .cancelled,
  ]

  func write(to writer: inout ByteWriter) {
    switch self {
    case .stuck: writer.write(UInt64(0))
    case .sessionEnded: writer.write(UInt64(1))
    case .exceeded(let limit):
      writer.write(UInt64(2 + (SessionFailure.limits.firstIndex(of: limit) ?? 0)))
    }
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    switch try reader.unsigned() {
    case 0: self = .stuck
    case 1: self = .sessionEnded
    case let number:
      guard number - 2 < UInt64(SessionFailure.limits.count) else { throw StoredValueFault() }
      self = .exceeded(SessionFailure.limits[Int(number) - 2])
    }
  }
}

extension Session.Action: StoredValue {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .write(let name, let text):
      writer.write(UInt64(0))
      writer.write(name)
      writer.write(text)
    case .run(let command):
      writer.write(UInt64(1))
      writer.write(command)
    case .check(let command):
      writer.write(UInt64(2))
      writer.write(command)
    }
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    switch try reader.unsigned() {
    case 0: self = .write(name: try reader.text(), text: try reader.text())
    case 1: self = .run(try reader.text())
    case 2: self = .check(try reader.text())
    default: throw StoredValueFault()
    }
  }
}
