import KubernetesAPI
import Simulation

/// From the news of a pod to its place on the network: admission, volumes, address.
extension PodWorker {
  /// Begins with a pod that was bound to the node.
  func accept() {
    guard !pod.isFinished else {
      stage = .ended
      return
    }
    later(KubeletTimings.firstStatus) { $0.begin() }
  }

  private func begin() {
    if pod.isBeingDeleted {
      end(grace: 0)
      return
    }
    if let rejection = kubelet.rejection(of: pod) {
      kubelet.recorder.warning(pod, rejection.reason, rejection.message)
      fail(rejection.reason, "Pod was rejected: " + rejection.message)
      return
    }
    stage = .mounting
    if startTime == nil { startTime = world.now.wholeSeconds }
    keepDeadline()
    report()
    mount()
  }

  /// Gives the pod up before any of its containers was made.
  private func fail(_ reason: String, _ message: String) {
    stage = .ended
    isRejected = true
    var status = PodStatus()
    status.phase = "Failed"
    status.reason = reason
    status.message = message
    status.startTime = world.now.wholeSeconds
    write(status)
  }

  /// Makes the volumes ready; goes on when all are.
  func mount() {
    guard stage == .mounting else { return }
    guard let obstacle = volumes.prepare(pod, fields) else {
      kubelet.stopWaiting(self)
      if mountFailures > 0 || world.trace.waits[subject] != nil {
        world.trace.stopWaiting(subject)
      }
      mountFailures = 0
      waitsForAttachmentSince = nil
      later(KubeletTimings.sandbox) { $0.makeSandbox() }
      return
    }
    switch obstacle {
    case .waiting(let reason, let volume):
      // The attach controller, if it says something, knows more.
      let known = world.trace.waits[subject]
      if known == nil || known?.actor == kubelet.actor {
        world.trace.wait(subject, actor: kubelet.actor, reason: reason, at: world.now)
      }
      kubelet.wait(self, forVolume: volume)
      lookForVolumes(after: .seconds(1))
      complainOfAttachment()
    case .failure(let message):
      kubelet.recorder.warning(pod, "FailedMount", message)
      world.trace.wait(subject, actor: kubelet.actor, reason: message, at: world.now)
      mountFailures += 1
      let delay = VirtualDuration.milliseconds(500) * (Int64(1) << min(mountFailures - 1, 8))
      lookForVolumes(after: min(delay, .seconds(122)))
    }
  }

  /// Each try to mount gives up after two minutes and three seconds, says so, and is followed by
  /// the next (V6).
  private func complainOfAttachment() {
    let missing = volumes.unattached(pod)
    guard !missing.isEmpty else { return }
    guard let since = waitsForAttachmentSince else {
      waitsForAttachmentSince = world.now
      return
    }
    guard world.now - since >= KubeletTimings.attachment else { return }
    waitsForAttachmentSince = world.now + KubeletTimings.retry
    kubelet.recorder.warning(
      pod, "FailedMount",
      "Unable to attach or mount volumes: unmounted volumes=[\(missing.joined(separator: " "))],"
        + " unattached volumes=[], failed to process volumes=[]: context deadline exceeded")
  }

  private func lookForVolumes(after delay: VirtualDuration) {
    nextLook?.cancel()
    nextLook = later(delay) { $0.mount() }
  }

  private func makeSandbox() {
    guard stage == .mounting else { return }
    if pod.spec.hostNetwork {
      host = kubelet.node.host
    } else {
      guard let free = kubelet.takeAddress() else {
        kubelet.recorder.warning(
          pod, "FailedCreatePodSandBox",
          "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network"
            + " for sandbox: plugin type=\"bridge\" failed (add): failed to allocate for range 0:"
            + " no IP addresses available in range set: \(kubelet.node.podRange)")
        later(KubeletTimings.retry) { $0.makeSandbox() }
        return
      }
      let own = Host(name: hostname, machine: kubelet.node.host)
      own.admits = kubelet.admission
      world.network.assign(free, to: own)
      host = own
    }
    address = host?.address ?? ""
    openHostPorts()
    let files = PodFiles(
      pod: pod, hostname: hostname, address: address, node: kubelet.node.host)
    if !pod.spec.hostNetwork { host?.resolver = files.resolver }
    ownFiles = nil
    stage = .running
    followUp = KubeletTimings.notice
    if volumes.hasMadeFiles { refreshFilesLater() }
    if volumes.hasLimits(pod) { checkVolumesLater() }
    act()
  }

  private func openHostPorts() {
    guard !pod.spec.hostNetwork else { return }
    for port in PodShare.hostPorts(of: pod) {
      kubelet.hostPorts.open(port, to: address, owner: uid)
    }
  }

  private func refreshFilesLater() {
    later(KubeletTimings.fileRefresh) { worker in
      guard worker.stage == .running else { return }
      if worker.kubelet.isConnected { worker.volumes.refreshFiles(worker.pod, worker.fields) }
      worker.refreshFilesLater()
    }
  }
}
