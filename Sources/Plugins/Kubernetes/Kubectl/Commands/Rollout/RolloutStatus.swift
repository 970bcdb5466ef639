import KubernetesAPI
import Simulation
import Values

/// `kubectl rollout status`: a line for each change of the object until the rollout is done.
final class RolloutStatus {
  private let invocation: Invocation
  private let targets: [Target]
  private var next = 0
  private var open: Watch?

  private init(_ invocation: Invocation, _ targets: [Target]) {
    self.invocation = invocation
    self.targets = targets
  }

  static func run(_ invocation: Invocation) throws(CommandError) {
    let targets = try Command.rolloutTargets(invocation)
    let timeout = invocation.options.duration(.timeout)
    let status = RolloutStatus(invocation, targets)
    if timeout > .zero {
      invocation.setDeadline(after: timeout) {
        invocation.fail(.text("timed out waiting for the condition"))
      }
    }
    status.goOn()
  }

  private func goOn() {
    while next < targets.count, invocation.isRunning {
      let target = targets[next]
      do throws(CommandError) {
        if try show(target.object, target) {
          next += 1
          continue
        }
        var request = APIRequest(.watch, target.type, namespace: target.namespace)
        request.name = target.name
        open = try invocation.watch(request) { [self] in receive($0, target) }
        return
      } catch {
        invocation.note(error)
        next += 1
      }
    }
    invocation.finish()
  }

  /// Prints how far it is; whether nothing more is to be waited for.
  private func show(_ object: JSON, _ target: Target) throws(CommandError) -> Bool {
    let progress = try RolloutProgress.of(
      object, target.type, revision: invocation.options.number(.revision))
    invocation.show(progress.message)
    return progress.isDone || !invocation.options.isSet(.watchRollout)
  }

  private func receive(_ message: WatchMessage, _ target: Target) {
    do throws(CommandError) {
      if message.change == .deleted { throw .text("object has been deleted") }
      guard try show(message.body, target) else { return }
    } catch {
      invocation.note(error)
    }
    if let open { invocation.close(open) }
    open = nil
    next += 1
    goOn()
  }
}
