import KubernetesAPI
import Simulation
import Values

/// The log of one container while it is printed.
final class LogStream {
  private let invocation: Invocation
  private let container: Simulation.Container
  private let name: String
  private let pod: JSON
  private var seen = 0
  private var watch: Watch?
  private(set) var hasEnded = false

  init(_ invocation: Invocation, _ container: Simulation.Container, name: String, pod: JSON) {
    self.invocation = invocation
    self.container = container
    self.name = name
    self.pod = pod
  }

  /// Prints what is there, as `--tail` and `--since` limit it.
  func printPresent() {
    let options = invocation.options
    let lines = container.log.lines
    var start = 0
    if let earliest = earliestTime {
      start = lines.firstIndex { $0.time >= earliest } ?? lines.count
    }
    var tail = options.number(.tail)
    // With a selector ten lines of each are enough, unless more are asked for.
    if !options.has(.tail), !options.text(.selector).isEmpty { tail = 10 }
    if tail >= 0, Int64(lines.count - start) > tail { start = lines.count - Int(tail) }
    for line in lines[start...] { show(line) }
    seen = container.log.count
  }

  private var earliestTime: VirtualTime? {
    let options = invocation.options
    let since = options.duration(.since)
    if since > .zero {
      return VirtualTime(milliseconds: invocation.now.milliseconds - since.milliseconds)
    }
    return VirtualTime(rfc3339: options.text(.sinceTime))
  }

  private func show(_ line: ContainerLog.Line) {
    var text = line.text
    if invocation.options.isSet(.timestamps) {
      let fraction = (line.time.milliseconds % 1000 + 1000) % 1000
      let seconds = line.time.calendar.rfc3339.dropLast()
      text = "\(seconds).\(padded(fraction, 3))000000Z \(text)"
    }
    if invocation.options.isSet(.prefix) { text = "[pod/\(pod.name)/\(name)] \(text)" }
    invocation.show(text)
  }

  /// Prints what is still to come, until the container ends or its pod goes.
  func follow(whenEnded: @escaping () -> Void) throws(CommandError) {
    if !container.isRunning {
      hasEnded = true
      return
    }
    container.log.follow { [self] in
      if invocation.isRunning, !hasEnded { printNew() }
    }
    var request = APIRequest(.watch, .pods, namespace: pod.namespace)
    request.name = pod.name
    watch = try invocation.watch(request) { [self] message in
      guard !hasEnded, !container.isRunning || message.change == .deleted else { return }
      printNew()
      hasEnded = true
      if let watch { invocation.close(watch) }
      whenEnded()
    }
  }

  private func printNew() {
    for line in container.log.lines(after: seen) { show(line) }
    seen = container.log.count
  }
}
