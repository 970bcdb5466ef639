import Simulation

/// How long a kubelet takes, as seen in the recordings of real ones.
enum KubeletTimings {
  /// From the news of a pod to its first status.
  static let firstStatus = VirtualDuration.milliseconds(20)
  /// From the first status, or the last volume, to the pod's own network and its containers.
  static let sandbox = VirtualDuration.milliseconds(280)
  /// From a container's start to the status that says so.
  static let notice = VirtualDuration.milliseconds(700)
  /// From a container's end to the second look at its pod.
  static let secondLook = VirtualDuration.seconds(1)
  /// Between two looks at a pod with something that does not work.
  static let retry = VirtualDuration.milliseconds(14_400)
  /// How long a try to attach and mount a pod's volumes may take (V6).
  static let attachment = VirtualDuration.seconds(123)
  /// Between two looks at how much the pods of a node have written.
  static let usageCheck = VirtualDuration.seconds(10)
  /// What a container has at least between the stop signal and SIGKILL.
  static let leastGrace = VirtualDuration.seconds(2)
  /// From the wish to stop a container to its stop signal.
  static let stop = VirtualDuration.milliseconds(100)
  /// From the end of the last container to the removal of a deleted pod.
  static let removal = VirtualDuration.milliseconds(500)
  /// From the end of the last container to the last status of a pod that is done.
  static let completion = VirtualDuration.seconds(1)
  /// From a node's start to its kubelet's first look at the pods.
  static let startUp = VirtualDuration.milliseconds(850)
  /// Between two looks at the ConfigMaps and Secrets behind mounted files.
  static let fileRefresh = VirtualDuration.seconds(60)
  /// How often the status of a healthy node is written again.
  static let nodeReport = VirtualDuration.seconds(300)
}
