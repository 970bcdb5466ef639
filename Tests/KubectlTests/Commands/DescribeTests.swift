import Simulation
import Testing

@Suite("kubectl describe")
struct DescribeTests {
  private func console() -> TestConsole {
    let console = TestConsole()
    console.write(Manifests.web, to: "web.yaml")
    console.write(Manifests.shop, to: "shop.yaml")
    console.run("kubectl apply -f web.yaml -f shop.yaml")
    console.run("kubectl rollout status sts/web")
    return console
  }

  /// The output with times and ages taken out.
  private func described(_ console: TestConsole, _ arguments: String) -> [String] {
    let output = console.run("kubectl describe \(arguments)").output
    return output.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  @Test("K16: a StatefulSet")
  func statefulSet() {
    let lines = described(console(), "sts web")
    let expected = """
      Selector:           app=web
      Labels:             <none>
      Annotations:        <none>
      Replicas:           3 desired | 3 total
      Update Strategy:    RollingUpdate
        Partition:        0
      Pods Status:        3 Running / 0 Waiting / 0 Succeeded / 0 Failed
      Pod Template:
        Labels:  app=web
        Containers:
         nginx:
          Image:        nginx:1.25
          Port:         80/TCP
          Host Port:    0/TCP
          Environment:  <none>
          Mounts:
            /usr/share/nginx/html from data (rw)
        Volumes:         <none>
        Node-Selectors:  <none>
        Tolerations:     <none>
      Volume Claims:
        Name:          data
        StorageClass:  
        Labels:        <none>
        Annotations:   <none>
        Capacity:      1Gi
        Access Modes:  [ReadWriteOnce]
      Events:
      """
    #expect(lines[0] == "Name:               web")
    #expect(lines[2].hasPrefix("CreationTimestamp:  Mon, 02 Mar 2026 09:00:0"))
    #expect(lines[3...30].joined(separator: "\n") == expected)
    #expect(lines[31].hasPrefix("  Type    Reason            Age"))
    #expect(lines.count == 40)
  }

  @Test("K16: a Deployment")
  func deployment() {
    let text = described(console(), "deploy shop").joined(separator: "\n")
    #expect(
      text.contains(
        """
        Replicas:               2 desired | 2 updated | 2 total | 2 available | 0 unavailable
        StrategyType:           RollingUpdate
        MinReadySeconds:        0
        RollingUpdateStrategy:  25% max unavailable, 25% max surge
        Pod Template:
          Labels:  app=shop
          Containers:
           nginx:
            Image:         nginx:1.25
            Port:          80/TCP
            Host Port:     0/TCP
            Environment:   <none>
            Mounts:        <none>
          Volumes:         <none>
          Node-Selectors:  <none>
          Tolerations:     <none>
        Conditions:
          Type           Status  Reason
          ----           ------  ------
          Available      True    MinimumReplicasAvailable
          Progressing    True    NewReplicaSetAvailable
        OldReplicaSets:  <none>
        NewReplicaSet:   shop-
        """))
  }

  @Test("K16: a pod")
  func pod() {
    let text = described(console(), "pod web-0").joined(separator: "\n")
    #expect(
      text.contains(
        """
          Type                        Status
          PodReadyToStartContainers   True 
          Initialized                 True 
          Ready                       True 
          ContainersReady             True 
          PodScheduled                True 
        Volumes:
          data:
            Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
            ClaimName:  data-web-0
            ReadOnly:   false
        """))
    #expect(
      text.contains(
        """
        QoS Class:                   BestEffort
        Node-Selectors:              <none>
        Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                                     node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
        Events:
          Type     Reason            Age   From               Message
          ----     ------            ----  ----               -------
          Warning  FailedScheduling
        """))
  }

  @Test("K16: claims, volumes and classes")
  func storage() {
    let console = console()
    let claim = described(console, "pvc data-web-0")
    #expect(claim[2] == "StorageClass:  standard")
    #expect(claim[3] == "Status:        Bound")
    #expect(claim.contains("Finalizers:    [kubernetes.io/pvc-protection]"))
    #expect(claim.contains("Capacity:      1Gi"))
    #expect(claim.contains("Access Modes:  RWO"))
    #expect(claim.contains("Used By:       web-0"))
    let volumes = described(console, "pv").joined(separator: "\n")
    #expect(
      volumes.contains(
        "Node Affinity:   <none>\nMessage:         \nSource:\n    Type:          HostPath"))
    #expect(volumes.contains("\n\n\nName:            pvc-"))
  }

  @Test("K16: a Service and its endpoints")
  func serviceAndEndpoints() {
    let console = console()
    let text = described(console, "svc web").joined(separator: "\n")
    #expect(
      text.contains(
        """
        IP:                       None
        IPs:                      None
        Port:                     http  80/TCP
        TargetPort:               80/TCP
        Endpoints:                10.
        """))
    let endpoints = described(console, "endpoints web").joined(separator: "\n")
    #expect(
      endpoints.contains("  NotReadyAddresses:  <none>\n  Ports:\n    Name  Port  Protocol\n"))
    #expect(endpoints.hasSuffix("\n\nEvents:  <none>\n"))
  }

  @Test("K16: a node")
  func nodes() {
    let text = described(console(), "node node-1").joined(separator: "\n")
    #expect(text.contains("Lease:\n  HolderIdentity:  node-1\n  AcquireTime:     <unset>\n"))
    #expect(text.contains("  (Total limits may be over 100 percent, i.e., overcommitted.)\n"))
    #expect(text.contains("  cpu                0 (0%)    0 (0%)\n"))
    #expect(text.contains("  Namespace                   Name "))
  }

  @Test func configMapsAndSecrets() {
    let console = TestConsole(runsCluster: false)
    console.run("kubectl create configmap conf --from-literal=b=2 --from-literal=a=1")
    #expect(
      console.run("kubectl describe cm conf").output
        == """
        Name:         conf
        Namespace:    default
        Labels:       <none>
        Annotations:  <none>

        Data
        ====
        a:
        ----
        1

        b:
        ----
        2


        BinaryData
        ====

        Events:  <none>

        """)
    console.run("kubectl create secret generic s --from-literal=password=secret")
    #expect(
      console.run("kubectl describe secret s").output.hasSuffix(
        "\nType:  Opaque\n\nData\n====\npassword:  6 bytes\n"))
  }

  @Test("A beginning of names describes all of them; kinds without a layout get the general one")
  func prefixesAndOtherKinds() {
    let console = console()
    let pods = described(console, "pod web")
    #expect(pods.filter { $0.hasPrefix("Name:  ") }.count == 3)
    #expect(
      console.run("kubectl describe pod nosuch").output
        == "Error from server (NotFound): pods \"nosuch\" not found\n")
    let text = described(console, "controllerrevisions").joined(separator: "\n")
    #expect(
      text.contains("Data:\n  Spec:\n    Template:\n      $patch:  replace\n      Metadata:\n"))
    #expect(text.contains("        Dns Policy:      ClusterFirst\n"))
    #expect(text.contains("  Owner References:\n    API Version:           apps/v1\n"))
  }
}
