import KubernetesAPI
import Simulation
import Values

/// A pod that `kubectl run -i` made: kubectl is joined to it until it ends.
final class AttachedPod {
  private let invocation: Invocation
  private let pod: JSON
  private var target: Target
  private var watch: Watch?
  private var attachment: Attachment?
  private var isAttaching = false

  init(_ invocation: Invocation, _ pod: JSON) {
    self.invocation = invocation
    self.pod = pod
    target = Target(type: .pods, namespace: invocation.namespace, name: pod.name)
  }

  func start() throws(CommandError) {
    target.object = try invocation.create(.pods, namespace: target.namespace, pod)
    let timeout = invocation.options.duration(.podRunningTimeout)
    invocation.setDeadline(after: timeout) { [self] in
      end(.text("timed out waiting for the condition"))
    }
    if invocation.options.isSet(.terminal), invocation.process.input is Pipe {
      invocation.printError(
        "Unable to use a TTY - input is not a terminal or the right kind of file")
    }
    var request = APIRequest(.watch, .pods, namespace: target.namespace)
    request.name = target.name
    watch = try invocation.watch(request) { [self] message in receive(message) }
  }

  private func receive(_ message: WatchMessage) {
    if message.change == .deleted {
      end(nil)
      return
    }
    let phase = message.body.text("status", "phase")
    if phase == "Succeeded" || phase == "Failed" {
      finish(message.body)
    } else if phase == "Running", !isAttaching {
      isAttaching = true
      invocation.clearDeadline()
      // A kubelet looks at its containers once a second, so nobody sees those run that end
      // sooner; their output comes from the log.
      let pod = message.body
      invocation.process.schedule(after: .seconds(1)) { [self] in attach(to: pod) }
    }
  }

  private var containerName: String { pod.items("spec", "containers").first?.text("name") ?? "" }

  private func attach(to pod: JSON) {
    guard attachment == nil else { return }
    do throws(CommandError) {
      guard case .container(let container) = try invocation.container(containerName, of: pod)
      else { return }
      let attachment = Attachment(invocation, container, name: containerName, pod: pod)
      self.attachment = attachment
      try attachment.start(
        forwardsInput: invocation.options.isSet(.standardInput), fromStart: true)
    } catch {
      end(error)
    }
  }

  private func finish(_ pod: JSON) {
    invocation.clearDeadline()
    if let attachment {
      attachment.printNew()
    } else {
      showLog(of: pod)
    }
    let statuses = pod.items("status", "containerStatuses")
    let status = statuses.first?.at("state", "terminated", "exitCode")?.integer ?? 0
    if status != 0 {
      end(.literal("pod \(target.namespace)/\(target.name) terminated (Error)"), status: status)
    } else {
      end(nil)
    }
  }

  private func showLog(of pod: JSON) {
    do throws(CommandError) {
      guard case .container(let container) = try invocation.container(containerName, of: pod)
      else { return }
      LogStream(invocation, container, name: containerName, pod: pod).printPresent()
    } catch {
      invocation.note(error)
    }
  }

  private func end(_ error: CommandError?, status: Int64 = 1) {
    if let watch { invocation.close(watch) }
    watch = nil
    if invocation.options.isSet(.removeAfter) {
      do throws(CommandError) {
        _ = try invocation.delete(
          .pods, namespace: target.namespace, name: target.name,
          DeleteOptions(propagation: .background))
        invocation.show("pod \(quoted(target.name)) deleted")
      } catch {
        if !error.isNotFound { invocation.note(error) }
      }
    }
    if let error {
      invocation.printError(error.report)
      invocation.exit(Int32(truncatingIfNeeded: status))
    } else {
      invocation.finish()
    }
  }
}
