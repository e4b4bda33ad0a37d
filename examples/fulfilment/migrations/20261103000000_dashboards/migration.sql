-- CreateTable
CREATE TABLE "dashboard_layouts" (
    "client_id" BIGINT NOT NULL,
    "layout" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "dashboard_layouts_pkey" PRIMARY KEY ("client_id")
);

-- AddForeignKey
ALTER TABLE "dashboard_layouts" ADD CONSTRAINT "dashboard_layouts_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
