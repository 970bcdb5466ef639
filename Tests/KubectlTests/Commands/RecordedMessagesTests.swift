import Testing

/// What the real kubectl said of changes, command by command: situations `p` and `v` of the recordings.
@Suite("Messages of the commands that write")
struct RecordedMessagesTests {
  @Test("K18: apply and create")
  func applyAndCreate() {
    Transcript(
      """
      $ kubectl apply -f web.yaml
      service/web created
      statefulset.apps/web created
      $ kubectl apply -f web.yaml
      service/web unchanged
      statefulset.apps/web configured
      $ kubectl get sts web -o jsonpath='{.metadata.generation}'
      1
      $ kubectl create -f web.yaml
      Error from server (AlreadyExists): error when creating "web.yaml": services "web" already exists
      Error from server (AlreadyExists): error when creating "web.yaml": statefulsets.apps "web" already exists
      [1]
      $ kubectl create -f shop.yaml
      deployment.apps/shop created
      $ kubectl apply -f shop.yaml
      Warning: resource deployments/shop is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
      deployment.apps/shop configured
      $ kubectl apply -f shop.yaml
      deployment.apps/shop unchanged
      $ kubectl apply -f shop.yaml --dry-run=client
      deployment.apps/shop configured (dry run)
      $ kubectl apply -f shop.yaml --dry-run=server
      deployment.apps/shop unchanged (server dry run)
      $ kubectl run lonely --image=nginx:1.25
      pod/lonely created
      $ kubectl run lonely --image=nginx:1.25
      Error from server (AlreadyExists): pods "lonely" already exists
      [1]
      $ kubectl create deployment cart --image=nginx:1.25 --replicas=2
      deployment.apps/cart created
      $ kubectl create deployment cart --image=nginx:1.25
      error: failed to create deployment: deployments.apps "cart" already exists
      [1]
      $ kubectl create ns prod
      namespace/prod created
      $ kubectl create ns prod
      Error from server (AlreadyExists): namespaces "prod" already exists
      [1]
      $ kubectl create configmap conf --from-literal=a=b
      configmap/conf created
      $ kubectl get configmap conf -o jsonpath='{.data.a}'
      b
      $ kubectl create secret generic s --from-literal=password=secret
      secret/s created
      $ kubectl get secret s -o jsonpath='{.data.password}'
      c2VjcmV0
      $ kubectl replace -f shop.yaml
      deployment.apps/shop replaced
      $ kubectl create deployment x --image=nginx --dry-run=client -o yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        creationTimestamp: null
        labels:
          app: x
        name: x
      spec:
        replicas: 1
        selector:
          matchLabels:
            app: x
        strategy: {}
        template:
          metadata:
            creationTimestamp: null
            labels:
              app: x
          spec:
            containers:
            - image: nginx
              name: nginx
              resources: {}
      status: {}
      """
    ).check(on: .withManifests())
  }

  @Test("K19: delete")
  func delete() {
    Transcript(
      """
      $ kubectl apply -f web.yaml -f shop.yaml -f lonely.yaml
      service/web created
      statefulset.apps/web created
      deployment.apps/shop created
      pod/lonely created
      @sleep 20
      $ kubectl delete -f lonely.yaml
      pod "lonely" deleted
      $ kubectl delete pod lonely
      Error from server (NotFound): pods "lonely" not found
      [1]
      $ kubectl delete pod lonely --ignore-not-found
      $ kubectl delete pod,svc nosuch
      Error from server (NotFound): pods "nosuch" not found
      Error from server (NotFound): services "nosuch" not found
      [1]
      $ kubectl delete pods -l app=nosuch
      No resources found
      $ kubectl delete
      error: You must provide one or more resources by argument or filename.
      Example resource specifications include:
         '-f rsrc.yaml'
         '--filename=rsrc.json'
         '<resource> <name>'
         '<resource>'
      [1]
      $ kubectl delete pods
      error: resource(s) were provided, but no name was specified
      [1]
      $ kubectl delete sts web --dry-run=client
      statefulset.apps "web" deleted (dry run)
      $ kubectl delete sts web --dry-run=server
      statefulset.apps "web" deleted (server dry run)
      $ kubectl delete sts web --cascade=bogus
      error: invalid cascade value (bogus). Must be "background", "foreground", or "orphan"
      [1]
      $ kubectl delete pod web-0 --now --grace-period=5
      error: --now and --grace-period cannot be specified together
      [1]
      $ kubectl delete pod web-2 --grace-period=0 --force
      Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
      pod "web-2" force deleted
      $ kubectl delete sts web --cascade=false
      warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.
      statefulset.apps "web" deleted
      $ kubectl delete -f web.yaml
      service "web" deleted
      Error from server (NotFound): error when deleting "web.yaml": statefulsets.apps "web" not found
      [1]
      $ kubectl delete deploy/shop svc/nosuch
      deployment.apps "shop" deleted
      Error from server (NotFound): services "nosuch" not found
      [1]
      """
    ).check(on: .withManifests())
  }

  @Test("K18: scale and patch")
  func scaleAndPatch() {
    Transcript(
      """
      $ kubectl apply -f web.yaml -f shop.yaml
      service/web created
      statefulset.apps/web created
      deployment.apps/shop created
      $ kubectl scale sts web --replicas=3
      statefulset.apps/web scaled
      $ kubectl scale --replicas=2 -f web.yaml
      Error from server (NotFound): the server could not find the requested resource
      [1]
      $ kubectl scale sts web --current-replicas=7 --replicas=4
      error: Expected replicas to be 7, was 3
      [1]
      $ kubectl scale sts web --replicas=-1
      error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0
      [1]
      $ kubectl scale sts web
      error: required flag(s) "replicas" not set
      [1]
      $ kubectl scale sts nosuch --replicas=2
      error: no objects passed to scale statefulsets.apps "nosuch" not found
      [1]
      $ kubectl scale deploy/shop sts/web --replicas=2
      deployment.apps/shop scaled
      statefulset.apps/web scaled
      $ kubectl patch sts web -p '{"spec":{"replicas":3}}'
      statefulset.apps/web patched
      $ kubectl patch sts web -p '{"spec":{"replicas":3}}'
      statefulset.apps/web patched (no change)
      $ kubectl patch sts web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'
      statefulset.apps/web patched
      $ kubectl patch sts web -p 'not json'
      Error from server (BadRequest): json: cannot unmarshal string into Go value of type map[string]interface {}
      [1]
      $ kubectl patch sts web
      error: must specify --patch or --patch-file containing the contents of the patch
      [1]
      $ kubectl patch sts nosuch -p '{}'
      Error from server (NotFound): statefulsets.apps "nosuch" not found
      [1]
      $ kubectl get sts web -o jsonpath='{.spec.replicas}'
      2
      """
    ).check(on: .withManifests())
  }

  @Test("K18: label, annotate and set")
  func labelAnnotateAndSet() {
    Transcript(
      """
      $ kubectl apply -f web.yaml
      service/web created
      statefulset.apps/web created
      @sleep 15
      $ kubectl label sts web tier=front
      statefulset.apps/web labeled
      $ kubectl label sts web tier=front
      statefulset.apps/web not labeled
      $ kubectl label sts web tier=back
      error: 'tier' already has a value (front), and --overwrite is false
      [1]
      $ kubectl label sts web tier=back --overwrite
      statefulset.apps/web labeled
      $ kubectl label sts web tier-
      statefulset.apps/web unlabeled
      $ kubectl label sts web tier-
      label "tier" not found.
      statefulset.apps/web labeled
      $ kubectl label pods -l app=web zone=a
      pod/web-0 labeled
      pod/web-1 labeled
      pod/web-2 labeled
      $ kubectl label nodes node-1 disk=ssd
      node/node-1 labeled
      $ kubectl annotate sts web note=hello
      statefulset.apps/web annotated
      $ kubectl annotate sts web note=hello
      statefulset.apps/web annotated
      $ kubectl annotate sts web note=bye
      error: --overwrite is false but found the following declared annotation(s): 'note' already has a value (hello)
      [1]
      $ kubectl annotate sts web note-
      statefulset.apps/web annotated
      $ kubectl set image sts/web nginx=nginx:1.26
      statefulset.apps/web image updated
      $ kubectl set image sts/web nginx=nginx:1.26
      $ kubectl set image sts/web nosuch=nginx:1.26
      error: unable to find container named "nosuch"
      [1]
      $ kubectl set image sts/web
      error: at least one image update is required
      [1]
      $ kubectl set env sts/web COLOR=red
      statefulset.apps/web env updated
      $ kubectl set env sts/web COLOR=red
      $ kubectl set env sts/web --list
      # StatefulSet web, container nginx
      COLOR=red
      $ kubectl set env sts/web COLOR-
      statefulset.apps/web env updated
      $ kubectl set resources sts/web --requests=cpu=100m,memory=64Mi
      statefulset.apps/web resource requirements updated
      $ kubectl get sts web -o jsonpath='{.spec.template.spec.containers[0].resources}'
      {"requests":{"cpu":"100m","memory":"64Mi"}}
      """
    ).check(on: .withManifests())
  }

  @Test("K18, K20: cordon, drain, taint")
  func nodes() {
    Transcript(
      """
      $ kubectl cordon node-1
      node/node-1 cordoned
      $ kubectl cordon node-1
      node/node-1 already cordoned
      $ kubectl uncordon node-1
      node/node-1 uncordoned
      $ kubectl uncordon node-1
      node/node-1 already uncordoned
      $ kubectl taint nodes node-2 key=value:NoSchedule
      node/node-2 tainted
      $ kubectl taint nodes node-2 key=other:NoSchedule
      error: node node-2 already has key taint(s) with same effect(s) and --overwrite is false
      [1]
      $ kubectl taint nodes node-2 key=other:NoSchedule --overwrite
      node/node-2 tainted
      $ kubectl get node node-2 -o jsonpath='{.spec.taints}'
      [{"effect":"NoSchedule","key":"key","value":"other"}]
      $ kubectl taint nodes node-2 key-
      node/node-2 untainted
      $ kubectl taint nodes node-2 key-
      error: taint "key" not found
      [1]
      $ kubectl taint nodes node-2 key=value:Sometimes
      error: invalid taint effect: Sometimes, unsupported taint effect
      See 'kubectl taint -h' for help and examples
      [1]
      $ kubectl drain
      error: USAGE: drain NODE [flags]
      See 'kubectl drain -h' for help and examples
      [1]
      """
    ).check(on: .withManifests())
  }
}
