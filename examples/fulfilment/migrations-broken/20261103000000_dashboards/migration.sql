-- The table without its key to the clients, so that verification must fail.
CREATE TABLE "dashboard_layouts" (
    "client_id" BIGINT NOT NULL,
    "layout" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "dashboard_layouts_pkey" PRIMARY KEY ("client_id")
);
