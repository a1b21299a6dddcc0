import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { nameOf, queueNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import type { ProductFunction } from "./product-function.ts";

/**
 * Keys of a tenant's users, and of a snapshot's manifest, at the tenant's root or in a source's folder: a wildcard spans
 * `/` too. The few others that match are refused by the function, which reads keys strictly. (A prefix and a suffix in
 * one list would be alternatives: `tenant_a/secrets` would match.)
 */
const KEYS = ["tenant_*/users/*", "tenant_*/manifest.json"] as const;

interface ObjectArrivalsProps {
  readonly stage: Stage;
  readonly consumer: ProductFunction;
}

/** S3 → EventBridge → queue → function. What fails five times waits in the dead-letter queue to be sent again. */
export class ObjectArrivals extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, { stage, consumer }: ObjectArrivalsProps) {
    super(scope, id);
    const secure = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
    this.deadLetters = new Queue(this, "DeadLetters", {
      queueName: queueNameOf(stage, "arrivalsDead"),
      retentionPeriod: Duration.days(14),
      ...secure,
    });
    this.queue = new Queue(this, "Queue", {
      queueName: queueNameOf(stage, "arrivals"),
      // Six times the function's time, as Lambda advises: a message must not come back while it is worked on.
      visibilityTimeout: Duration.seconds(6 * stage.functions["generate-user-embeddings"].timeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
      ...secure,
    });
    this.rule = new Rule(this, "ObjectCreated", {
      ruleName: nameOf(stage, "object-created"),
      description: "Objects with a tenant's users, to be taken in",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: {
          bucket: { name: [stage.integrationsBucket] },
          object: { key: KEYS.map((wildcard) => ({ wildcard })) },
        },
      },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters, maxEventAge: Duration.hours(24) })],
    });
    consumer.live.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        maxBatchingWindow: Duration.seconds(5),
        reportBatchItemFailures: true,
        maxConcurrency: Math.max(2, stage.functions["generate-user-embeddings"].reservedConcurrency),
      }),
    );
  }
}
