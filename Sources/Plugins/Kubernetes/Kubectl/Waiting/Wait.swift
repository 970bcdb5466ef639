import KubernetesAPI
import Simulation
import Values

/// Waits for objects, one after the other, within one span of time.
final class Wait {
  private let invocation: Invocation
  private var targets: [Target]
  private let condition: WaitCondition
  /// The uids of objects whose end is awaited; one of the same name that is made later is
  /// another object.
  private let uids: [String: String]
  private let whenMet: (Target) -> Void
  private let whenDone: () -> Void
  private var isOutOfTime = false
  private var next = 0
  private var open: Watch?

  /// - Parameters:
  ///   - timeout: how long in all; nil for ever.
  ///   - whenMet: called for each object that is as wished.
  ///   - whenDone: called once at the end; what failed is noted in the invocation.
  init(
    _ invocation: Invocation, _ targets: [Target], _ condition: WaitCondition,
    uids: [String: String] = [:], timeout: VirtualDuration?,
    whenMet: @escaping (Target) -> Void = { _ in }, whenDone: @escaping () -> Void
  ) {
    self.invocation = invocation
    self.targets = targets
    self.condition = condition
    self.uids = uids
    self.whenMet = whenMet
    self.whenDone = whenDone
    if let timeout { invocation.setDeadline(after: timeout) { [self] in runOut() } }
  }

  /// Goes on with the next object until one has to be waited for.
  func start() {
    while next < targets.count, invocation.isRunning {
      let target = targets[next]
      do throws(CommandError) {
        if isOutOfTime { throw Wait.timedOut(target) }
        if try isMetNow(target) {
          whenMet(target)
          next += 1
          continue
        }
        try watch(target)
        return
      } catch {
        invocation.note(error)
        next += 1
      }
    }
    invocation.clearDeadline()
    if invocation.isRunning { whenDone() }
  }

  static func timedOut(_ target: Target) -> CommandError {
    .text("timed out waiting for the condition on \(target.type.plural)/\(target.name)")
  }

  private func isMetNow(_ target: Target) throws(CommandError) -> Bool {
    let object = try invocation.find(
      target.type, namespace: target.namespace, name: target.name)
    switch condition {
    case .deletion: return object.map { isAnother($0, target) } ?? true
    case .creation: return object != nil
    default:
      guard let object else {
        throw .status(APIError.notFound(target.type, target.name))
      }
      return try condition.isMet(by: object)
    }
  }

  private func isAnother(_ object: JSON, _ target: Target) -> Bool {
    guard let uid = uids["\(target.type.qualifiedPlural)/\(target.namespace)/\(target.name)"]
    else { return false }
    return uid != object.uid
  }

  private func watch(_ target: Target) throws(CommandError) {
    var request = APIRequest(.watch, target.type, namespace: target.namespace)
    request.name = target.name
    open = try invocation.watch(request) { [self] message in
      do throws(CommandError) {
        if try isMet(message, target) {
          whenMet(target)
          goOn()
        }
      } catch {
        invocation.note(error)
        goOn()
      }
    }
  }

  private func isMet(_ message: WatchMessage, _ target: Target) throws(CommandError) -> Bool {
    if case .deletion = condition {
      return message.change == .deleted || isAnother(message.body, target)
    }
    // An object that goes may come back; a StatefulSet's pod does.
    if message.change == .deleted { return false }
    return try condition.isMet(by: message.body)
  }

  private func goOn() {
    if let open { invocation.close(open) }
    open = nil
    next += 1
    start()
  }

  private func runOut() {
    isOutOfTime = true
    guard next < targets.count else { return }
    if case .creation = condition {
      invocation.note(.text("timed out waiting for the condition"))
    } else {
      invocation.note(Wait.timedOut(targets[next]))
    }
    goOn()
  }
}
